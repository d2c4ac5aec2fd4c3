# Motives on the journey, in a triangle: protection, livelihood, and family with education.

mf_shares <- c("protection", "livelihood", "family", "education")
mf_moments <- c("first seen", "first departure", "arrival", "last seen")
mf_least <- 30 # journeys: fewer tell nothing

# Of those in the sample who departed and reached a destination country, how they stood at each
# stage: replicate, person, in_need (when first seen), stage, shares of motives.
mf_motives <- function(run)
{
    life <- mf_trajectories(run)
    known <- mf_places(run)
    aims <- known$place[known$destination & known$place != "on_the_way"]
    links <- mf_column_of(run, "link")[known[mf_column_of(run, "link_to"), "destination"]]
    key <- paste(life$replicate, life$person)
    first <- function(rows) rows[!duplicated(key[rows])]
    left <- first(which(life$event %in% "departs"))
    came <- first(which(life$event %in% "arrives" & (life$where %in% links | life$place %in% aims)))
    both <- intersect(key[left], key[came])
    rows <- list(first(seq_along(key)), left, came, rev(first(rev(seq_along(key)))))
    start <- rows[[1]]
    in_need <- life$need[start[match(key, key[start])]] %in% c("convention", "war")
    do.call(rbind, Map(function(rows, stage) {
        rows <- rows[key[rows] %in% both]
        cbind(life[rows, c("replicate", "person", "cohort")], in_need = in_need[rows], stage = rep(stage, length(rows)),
              life[rows, mf_shares])
    }, rows, mf_moments))
}

# Shares as points in a triangle with sides of length 1.
mf_corner <- function(shares)
    cbind(x = shares$family + shares$education + shares$protection / 2, y = shares$protection * sqrt(3) / 2)

mf_triangle <- function(every)
{
    high <- sqrt(3) / 2
    for (share in seq(every, 1 - every, every)) {
        graphics::segments(c(share / 2, share, share), c(share * high, 0, 0),
                           c(1 - share / 2, share / 2, (1 + share) / 2), c(share, share, 1 - share) * high,
                           col = mf_pale)
    }
    graphics::polygon(c(0, 1, 0.5), c(0, 0, high), border = mf_grey, lwd = 1.5)
}

# Mean of each stage of those (not) in need, and the means of replicates: [stage, x and y, replicate].
mf_motive_path <- function(frame, need)
{
    here <- frame[frame$in_need == need, ]
    point <- function(part) t(vapply(mf_moments, function(stage)
        colMeans(mf_corner(part[part$stage == stage, ])), c(x = 0, y = 0)))
    list(at = point(here), of = simplify2array(lapply(split(here, here$replicate), point)))
}

# The way of a mean through the stages, numbered.
mf_draw_path <- function(path, need, side)
{
    colour <- if (need) mf_blue else mf_grey
    graphics::lines(path$at, col = colour, lwd = 2.5, lty = if (need) 1 else 2)
    if (dim(path$of)[3] > 1)
        for (stage in seq_len(nrow(path$at))) {
            reach <- apply(path$of[stage, , ], 1, mf_quantiles, c(0.05, 0.95))
            at <- path$at[stage, ]
            graphics::segments(c(reach[1, 1], at[1]), c(at[2], reach[1, 2]), c(reach[2, 1], at[1]),
                               c(at[2], reach[2, 2]), lwd = 1.5, col = mf_ink)
        }
    graphics::points(path$at, pch = if (need) 21 else 22, bg = if (need) colour else "white", col = colour, cex = 1.4,
                     lwd = 2)
    off <- graphics::strheight("1") * 1.5 * side
    mf_halo(path$at[, 1] + off, path$at[, 2] + abs(off), 1:4, font = 2, col = colour)
}

mf_plot_motives <- function(run)
{
    frame <- mf_motives(run)
    n <- sum(frame$stage == mf_moments[1])
    if (n < mf_least)
        stop(run$path, ": ", n, " sampled journeys to a destination country, fewer than ", mf_least,
             ": use mixflow run --sample SHARE")
    groups <- intersect(c(TRUE, FALSE), frame$in_need)
    paths <- lapply(groups, function(need) mf_motive_path(frame, need))
    points <- do.call(rbind, lapply(paths, function(path) path$at))
    told <- sprintf(paste("The same %s sampled journeys at each stage: dots people, numbered marks means of those",
                          "in need of protection when first seen (filled, blue) and of others (hollow, grey)."),
                    format(n, big.mark = ","))
    mf_sheet(paste0("How motives change on the way: ", mf_name(run)),
             mf_caption(run, told, "crosses 5 to 95 % of the means of replicates"),
             plan = rbind(c(1, 2, 3), c(1, 4, 5)), widths = c(2.6, 1, 1), mar = c(2, 4, 2.2, 0.5), panels = {
        middle <- colMeans(apply(points, 2, range))
        graphics::par(mar = c(2, 4, 2.2, 1))
        graphics::plot.new()
        size <- graphics::par("pin")
        reach <- apply(points, 2, function(v) diff(range(v)))
        tall <- max(reach[2], reach[1] * size[2] / size[1], 0.1) * 1.5
        wide <- tall * size[1] / size[2]
        low <- pmax(middle - c(wide, tall) / 2, -0.02)
        window <- c(low[1], low[1] + wide, low[2], low[2] + tall)
        graphics::plot.window(window[1:2], window[3:4], xaxs = "i", yaxs = "i")
        mf_triangle(0.05)
        for (i in seq_along(groups))
            mf_draw_path(paths[[i]], groups[i], if (groups[i]) 1 else -1)
        graphics::box(bty = "l", col = mf_grey)
        shares <- pretty(window[3:4] / (sqrt(3) / 2), 5)
        shares <- shares[shares >= 0 & shares <= 1]
        graphics::axis(2, shares * sqrt(3) / 2, sprintf("%.0f %%", 100 * shares), col = mf_grey)
        graphics::mtext("protection, share; means, in the part that is framed at the right", 3, 0.5, adj = 0)
        graphics::mtext("livelihood   <   >   family and education", 1, 0.6)
        for (stage in seq_along(mf_moments)) {
            graphics::par(mar = c(0.5, 0.5, 2, 0.5))
            graphics::plot(NA, xlim = c(-0.05, 1.05), ylim = c(-0.25, 0.9), asp = 1, axes = FALSE, xlab = "", ylab = "")
            mf_triangle(0.25)
            part <- frame[frame$stage == mf_moments[stage], ]
            for (need in c(FALSE, TRUE))
                graphics::points(mf_corner(part[part$in_need == need, ]), pch = if (need) 16 else 0, cex = 0.35,
                                 col = mf_ribbon(if (need) mf_blue else mf_grey, 0.35))
            graphics::rect(window[1], window[3], window[2], window[4], border = mf_ink)
            graphics::mtext(paste(stage, mf_moments[stage]), 3, 0.2, adj = 0)
            if (stage == 1) {
                graphics::text(0.58, 0.82, "protection", adj = 0, cex = 0.85)
                graphics::text(-0.03, -0.13, "livelihood", adj = c(0, 0.5), cex = 0.85)
                graphics::text(1.03, -0.13, "family,\neducation", adj = c(1, 0.5), cex = 0.85)
            }
        }
    })
    invisible(list(people = frame, paths = paths))
}
