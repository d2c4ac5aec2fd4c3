# Of those who left: where from, by which first and last hub, and what became of them.

mf_no_hub <- "no hub"
mf_by_permit <- "permit or admission"
mf_others <- "others"
mf_ends <- c( # of the words of fates/final_fate
    protected = "protected or regular", regular = "protected or regular", limbo = "in limbo or irregular",
    irregular = "in limbo or irregular", nearby = "nearby or on the way", on_the_way = "nearby or on the way",
    detained = "nearby or on the way", returned = "back or still at home", stayed = "back or still at home",
    stuck = "back or still at home", not_entered = "back or still at home", died = "died", died_on_the_way = "died")
mf_most_nodes <- 5 # of a stage
mf_gap <- 0.028 # between two of them, as a share of the panel
mf_tones <- c("#0072B2", "#7f8c99", "#4c9ccb", "#4d5a66", "#9fb4c4")

# One row for each person who left in the run: replicate, person, cohort, first_hub, last_hub (place
# ids), outcome (of fates/final_fate) and persons (that one stands for).  Hubs are places outside the
# country of origin and outside destination countries; who came to none travelled directly (no hub)
# or was let in from outside (permit or admission).
mf_journeys <- function(run)
{
    told <- mf_events(run)
    told <- told[told$event %in% c("departs", "arrives", "granted", "admitted"), ]
    if (nrow(told) == 0)
        stop(run$path, ": nobody leaves")
    known <- mf_places(run)
    link <- match(as.character(told$where), mf_column_of(run, "link"))
    place <- match(ifelse(told$event == "departs", mf_column_of(run, "link_from")[link],
                          mf_column_of(run, "link_to")[link]), known$place)
    hub <- !is.na(place) & !known$destination[place] & known$country[place] != mf_homes(run)[as.integer(told$cohort)]
    key <- paste(told$replicate, told$person)
    people <- !duplicated(key)
    frame <- told[people, c("replicate", "person", "cohort")]
    let_in <- key[people] %in% key[told$event %in% c("granted", "admitted")]
    nowhere <- ifelse(let_in, mf_by_permit, mf_no_hub)
    stop_of <- function(rows) {
        at <- rows[match(key[people], key[rows])]
        ifelse(is.na(at), nowhere, known$place[place[at]])
    }
    frame$first_hub <- stop_of(which(hub))
    frame$last_hub <- stop_of(rev(which(hub)))
    fate <- mf_array(run, "fates/final_fate")
    frame$outcome <- mf_words(run, "fates/final_fate")[fate[cbind(frame$replicate + 1, frame$person + 1)] + 1]
    frame$persons <- mf_column_of(run, "weight")[as.integer(frame$cohort)]
    frame <- frame[order(frame$replicate, frame$person), ]
    rownames(frame) <- NULL
    frame
}

# Stages of journeys as a reader knows them, the rarer nodes as others: factors, most persons first, or
# those of `nodes`, a list of them for each stage.
mf_told_journeys <- function(run, nodes = NULL, most = mf_most_nodes)
{
    frame <- mf_journeys(run)
    known <- mf_places(run)
    short <- function(place) ifelse(place %in% known$place, known[place, "short"], place)
    stages <- data.frame(origin = mf_cohort_names(run)[as.integer(frame$cohort)], first = short(frame$first_hub),
                         last = short(frame$last_hub), end = unname(mf_ends[frame$outcome]))
    stages[] <- Map(function(node, known) {
        if (!is.null(known)) {
            node <- ifelse(node %in% known, node, mf_others)
            return(factor(node, union(known, unique(node))))
        }
        size <- sort(tapply(frame$persons, node, sum), decreasing = TRUE)
        kept <- if (length(size) <= most) names(size) else names(size)[seq_len(most - 1)]
        factor(ifelse(node %in% kept, node, mf_others), unique(c(kept, if (length(size) > most) mf_others)))
    }, stages, if (is.null(nodes)) list(NULL) else nodes)
    cbind(stages, replicate = factor(frame$replicate, seq_len(mf_replicates(run)) - 1), persons = frame$persons)
}

# Heights of nodes as shares of the panel; the same scale whatever their number.
mf_heights <- function(sizes, total) (1 - mf_gap * (mf_most_nodes - 1)) * sizes / total

# Bottom and height of each node from the top down.
mf_stack <- function(sizes, total)
{
    height <- mf_heights(sizes, total)
    n <- length(height)
    margin <- (1 - sum(height) - mf_gap * (n - 1)) / 2
    top <- 1 - margin - cumsum(c(0, unname(height) + mf_gap))[seq_len(n)]
    cbind(bottom = top - height, height = height)
}

# Bands between the nodes of two stages; flows: a matrix of persons.
mf_bands_between <- function(flows, one, two, x0, x1)
{
    ease <- (1 - cos(pi * seq(0, 1, length.out = 30))) / 2
    x <- seq(x0, x1, length.out = 30)
    height <- flows * (one[, "height"] / pmax(rowSums(flows), 1e-9))
    out <- rowSums(one)
    into <- rowSums(two)
    for (i in seq_len(nrow(flows))) for (j in which(flows[i, ] > 0)) {
        out[i] <- out[i] - height[i, j]
        into[j] <- into[j] - height[i, j]
        y <- out[i] + (into[j] - out[i]) * ease
        graphics::polygon(c(x, rev(x)), c(y, rev(y + height[i, j])), border = NA,
                          col = mf_ribbon(mf_tones[(i - 1) %% length(mf_tones) + 1], 0.38))
    }
}

# Of a run; with a baseline, its heights are dashed outlines.
mf_plot_alluvial <- function(run, base = NULL)
{
    stages <- c("origin", "first", "last", "end")
    count <- function(frame)
        lapply(stages, function(stage) tapply(frame$persons, frame[c(stage, "replicate")], sum, default = 0))
    before <- if (!is.null(base)) mf_told_journeys(base)
    frame <- mf_told_journeys(run, if (!is.null(base)) lapply(before[stages], levels))
    each <- count(frame)
    mean <- lapply(each, rowMeans)
    total <- sum(mean[[1]])
    at <- lapply(mean, mf_stack, total)
    bar <- 0.014
    x <- c(0, 0.335, 0.67, 1 - bar)
    told <- paste("Of those who left in the run: heights are persons, mean over replicates; a hub is a place outside",
                  "the country of origin and outside destination countries.",
                  if (!is.null(base)) sprintf("Dashed: heights in %s.", mf_name(base)))
    draw_names <- function(k) {
        words <- vapply(strwrap(names(mean[[k]]), 22, simplify = FALSE), paste, "", collapse = "\n")
        words <- paste0(words, "\n", apply(each[[k]], 1, mf_interval))
        y <- mf_spread(rowSums(at[[k]]) - at[[k]][, "height"] / 2, 0.1, 0.04, 0.96)
        left <- k == 1
        mf_halo(rep(x[k] + if (left) -0.012 else bar + 0.01, length(y)), y, words, adj = c(if (left) 1 else 0, 0.5),
                cex = 0.88)
        graphics::text(x[k] + (k == 4) * bar, 1.05, c("origin", "first hub", "last hub", "at the end")[k], font = 2,
                       adj = c(if (left) 1 else 0, 0.5))
    }
    mf_sheet(paste0("By which hubs, to what end: ", mf_name(run)),
             mf_caption(run, told, "in brackets 5 to 95 % of replicates"), mar = c(0.3, 11, 1.3, 12), panels = {
        graphics::plot(0:1, 0:1, type = "n", axes = FALSE, xlab = "", ylab = "", xaxs = "i", yaxs = "i")
        graphics::par(xpd = NA)
        outlines <- if (!is.null(base)) lapply(count(before), rowMeans)
        for (k in 1:3) {
            flows <- tapply(frame$persons, frame[stages[k + 0:1]], sum, default = 0) / mf_replicates(run)
            mf_bands_between(flows, at[[k]], at[[k + 1]], x[k] + bar, x[k + 1])
        }
        for (k in 1:4) {
            graphics::rect(x[k], at[[k]][, "bottom"], x[k] + bar, rowSums(at[[k]]), col = mf_ink, border = NA)
            for (node in names(outlines[[k]])) { # the baseline's height, about the same middle
                tall <- mf_heights(outlines[[k]][[node]], total)
                middle <- at[[k]][node, "bottom"] + at[[k]][node, "height"] / 2
                graphics::rect(x[k] - 0.006, middle - tall / 2, x[k] + bar + 0.006, middle + tall / 2, lty = 2,
                               border = mf_grey, lwd = 1.5)
            }
            draw_names(k)
        }
    })
    names(each) <- stages
    invisible(each)
}
