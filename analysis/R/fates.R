# What has become of people: by fate, by origin, and of the same people in two futures.

mf_fate_groups <- list( # of the words of fates/final_fate, in the order of the figure
    "protected" = "protected", "regular stay" = "regular", "nearby" = "nearby", "in limbo" = "limbo",
    "irregular" = "irregular", "on the way" = c("on_the_way", "detained"), "back" = "returned",
    "at home" = c("stayed", "stuck", "not_entered"), "died" = c("died", "died_on_the_way"))

# Everybody: fate (0, 1, ... by replicate and person), cohort, and persons each stands for.
mf_everybody <- function(run)
{
    first <- mf_column_of(run, "cohort_first_person")
    n <- mf_column_of(run, "cohort_people")
    person <- unlist(Map(function(at, n) at + seq_len(n), first, n))
    cohort <- rep(seq_along(n), n)
    list(fate = mf_array(run, "fates/final_fate")[, person, drop = FALSE], cohort = cohort,
         weight = mf_column_of(run, "weight")[cohort], words = mf_words(run, "fates/final_fate"))
}

# The group of each fate.
mf_group_of <- function(words)
{
    group <- rep(names(mf_fate_groups), lengths(mf_fate_groups))
    factor(group[match(words, unlist(mf_fate_groups))], names(mf_fate_groups))
}

# What has become of people: persons by fate, dots of each replicate around their mean.
mf_plot_fates <- function(run, main = "What has become of people")
{
    all <- mf_everybody(run)
    persons <- apply(all$fate, 1, function(row)
        tapply(all$weight, factor(row, seq_along(all$words) - 1), sum, default = 0))
    persons <- matrix(persons, length(all$words), dimnames = list(all$words, NULL))
    shown <- persons[order(rowMeans(persons)), , drop = FALSE]
    shown <- shown[rowSums(shown) > 0, , drop = FALSE]
    mf_sheet(main, mf_caption(run, "Persons at the end.", "bars means, dots replicates"), mar = c(2.4, 10, 1, 1), {
        graphics::plot(range(0, shown), c(0.5, nrow(shown) + 0.5), type = "n", axes = FALSE, xlab = "", ylab = "")
        at <- pretty(c(0, shown), 5)
        graphics::axis(1, at, mf_short_number(at), col = mf_grey)
        graphics::axis(2, seq_len(nrow(shown)), gsub("_", " ", rownames(shown)), tick = FALSE)
        graphics::segments(0, seq_len(nrow(shown)), rowMeans(shown), lwd = 9, lend = 1, col = mf_ribbon(mf_blue))
        graphics::points(shown, rep(seq_len(nrow(shown)), ncol(shown)), pch = 19, cex = 0.7, col = mf_blue)
    })
    invisible(persons)
}

# Persons, [replicate, one, two], of two groupings of everybody: factors by person, given a replicate.
mf_cells <- function(run, one, two)
{
    weight <- mf_everybody(run)$weight
    cells <- lapply(seq_len(mf_replicates(run)), function(r) tapply(weight, list(one(r), two(r)), sum, default = 0))
    aperm(simplify2array(cells), c(3, 1, 2))
}

# A table of cells, darker by `shade`; those framed are white.
mf_matrix <- function(cells, shade, framed)
{
    rows <- dimnames(cells)[[2]]
    columns <- dimnames(cells)[[3]]
    graphics::plot(c(0, length(columns)), c(length(rows), 0), ylim = c(length(rows), 0), type = "n", axes = FALSE,
                   xlab = "", ylab = "", xaxs = "i", yaxs = "i")
    graphics::mtext(columns, 3, 0.3, at = seq_along(columns) - 0.5)
    graphics::mtext(vapply(strwrap(rows, 20, simplify = FALSE), paste, "", collapse = "\n"), 2, 0.4,
                    at = seq_along(rows) - 0.5)
    for (i in seq_along(rows)) for (j in seq_along(columns)) {
        values <- cells[, i, j]
        dark <- min(shade[i, j], 1)
        graphics::rect(j - 0.98, i - 0.97, j - 0.02, i - 0.03, border = if (framed[i, j]) mf_grey else NA, lwd = 2,
                       col = if (framed[i, j]) "white" else grDevices::rgb(grDevices::colorRamp(
                           c("white", mf_blue))(dark * 0.95), maxColorValue = 255))
        if (all(values == 0))
            next
        ink <- if (dark > 0.8 && !framed[i, j]) "white" else mf_ink
        several <- length(values) > 1
        graphics::text(j - 0.5, i - if (several) 0.66 else 0.5, mf_short_number(stats::median(values)),
                       font = 2, col = ink)
        if (several)
            graphics::text(j - 0.5, i - 0.27, mf_range_of(values), col = ink, cex = 0.78)
    }
}

# The fates of those of each origin; or, of a pair, of the same people in two futures.
mf_plot_fates_matrix <- function(run, other = NULL)
{
    group <- function(of) { all <- mf_everybody(of); function(r) mf_group_of(all$words)[all$fate[r, ] + 1] }
    drawn <- "median, and below it 5 to 95 % of replicates"
    if (is.null(other)) {
        names <- mf_cohort_names(run)
        origin <- factor(make.unique(names)[mf_everybody(run)$cohort], make.unique(names))
        cells <- mf_cells(run, function(r) origin, group(run))
        cells <- cells[, order(-colSums(rowSums(cells[, , dimnames(cells)[[3]] != "at home", drop = FALSE], dims = 2))),
                       dimnames(cells)[[3]] != "at home", drop = FALSE]
        middle <- apply(cells, 2:3, stats::median)
        shade <- middle / pmax(rowSums(middle), 1e-9)
        framed <- array(FALSE, dim(middle))
        title <- "What has become of people, by origin"
        told <- "Persons at the end, without those who stayed at home; darker: a larger share of that origin."
    } else {
        mf_check_pair(run, other)
        cells <- mf_cells(run, group(run), group(other))
        there <- apply(cells, 2, sum) + apply(cells, 3, sum) > 0
        cells <- cells[, there, there, drop = FALSE]
        middle <- apply(cells, 2:3, stats::median)
        framed <- row(middle) == col(middle)
        shade <- ifelse(framed, 0, middle)
        shade <- shade / max(shade, 1e-9)
        title <- paste0("What became of the same people in two futures: ", mf_name(other))
        told <- sprintf(paste("Rows: in %s; columns: in %s. Persons whose fates differ are on blue, the darker the",
                              "more; those with the same fate in both are framed."), mf_name(run), mf_name(other))
    }
    mf_sheet(title, mf_caption(run, told, drawn), mf_matrix(cells, shade, framed), mar = c(0.5, 9, 2, 0.5))
    invisible(cells)
}
