# How figures look: colours of Okabe and Ito that stand out on white, lines that differ in dash and
# mark too and are named where they end, people in blue and grey, the caption below.

mf_ink <- "#222222"
mf_grey <- "#595959"
mf_pale <- "#d9d9d9"
mf_blue <- "#0072B2"
mf_purple <- "#CC79A7"
mf_green <- "#009E73"
mf_vermillion <- "#D55E00"

mf_look <- function(colour, dash, mark) list(colour = colour, dash = dash, mark = mark)

# Looks of n runs, the baseline first.
mf_looks <- function(n)
{
    others <- list(mf_look(mf_blue, "solid", 15), mf_look(mf_vermillion, "83131313", 17),
                   mf_look(mf_green, "22", 18))
    if (n > 1 + length(others))
        stop(n, " runs in one figure cannot be told apart; at most ", 1 + length(others))
    if (n == 1) list(mf_look(mf_blue, "solid", 19)) else c(list(mf_look(mf_grey, "62", 19)), others)[seq_len(n)]
}

mf_ribbon <- function(colour, strength = 0.22) grDevices::adjustcolor(colour, alpha.f = strength)

mf_name <- function(run) sub("\\.h5$", "", basename(run$path))

mf_replicates <- function(run) run$reader$length("replicate")

# What is shown, of how many people, how chance is drawn, and what it is not.
mf_caption <- function(run, what, drawn = "lines medians, bands 25 to 75 % and 5 to 95 % of replicates")
{
    n <- mf_replicates(run)
    people <- format(sum(mf_column_of(run, "cohort_people")), big.mark = ",")
    chance <- if (n > 1) sprintf("%d replicates: %s", n, drawn) else
        "one replicate, so chance is not shown (mixflow run --replicates)"
    sprintf("%s N = %s modelled people; %s. Modelled people, not a forecast.", what, people, chance)
}

# Draws `panels`, an expression that is looked at only when there is room for it: title above,
# caption below.  plan: as of graphics::layout.
mf_sheet <- function(title, caption, panels, plan = matrix(1), widths = rep(1, ncol(plan)), mar = c(2.4, 3.6, 2.2, 0.8))
{
    wide <- graphics::par("din")[1] - 0.4
    lines <- strwrap(caption, floor(wide / (graphics::par("cin")[1] * 0.5)))
    old <- graphics::par(c("oma", "mar", "cex", "mgp", "las", "bty", "fg", "col.axis", "tcl", "xpd"))
    on.exit({ graphics::layout(1); graphics::par(old) })
    graphics::par(oma = c(0.95 * length(lines) + 0.5, 0.4, 2.4, 0.4))
    graphics::layout(plan, widths = widths)
    graphics::par(cex = 1, mar = mar, mgp = c(2, 0.5, 0), las = 1, bty = "l", tcl = -0.25, col.axis = mf_ink)
    force(panels)
    graphics::mtext(title, side = 3, outer = TRUE, adj = 0, at = 0.01, line = 0.7, font = 2,
                    cex = 1.3 * min(1, 0.9 * wide / (nchar(title) * graphics::par("cin")[1] * 0.72)))
    for (i in seq_along(lines))
        graphics::mtext(lines[i], side = 1, outer = TRUE, adj = 0, at = 0.01, line = 0.95 * i - 0.7,
                        cex = 0.85, col = mf_grey)
}

# 12,345 as 12.3k: more figures than three such numbers are not good for.
mf_short_number <- function(value, figures = 3)
{
    value <- signif(value, figures)
    power <- ifelse(is.finite(value) & abs(value) >= 1000, pmin(3, floor(log10(abs(value) + 1e-300) / 3)), 0)
    told <- vapply(value / 1000^power, format, "", digits = 10, trim = TRUE)
    ifelse(is.finite(value), paste0(ifelse(power == 0 & abs(value) >= 10, format(round(value), trim = TRUE), told),
                                    c("", "k", "M", "bn")[power + 1]), "-")
}

mf_quantiles <- function(values, at = c(0.05, 0.25, 0.5, 0.75, 0.95))
    stats::quantile(values, at, na.rm = TRUE, names = FALSE)

# 5 to 95 %: two figures, or three where they lie close together.
mf_range_of <- function(values)
{
    ends <- mf_quantiles(values, c(0.05, 0.95))
    figures <- if (diff(ends) > 0.1 * abs(ends[2])) 2 else 3
    paste(mf_short_number(ends, figures), collapse = " to ")
}

mf_interval <- function(values)
{
    middle <- mf_short_number(stats::median(values))
    if (length(values) < 2) middle else sprintf("%s (%s)", middle, mf_range_of(values))
}

# Median, 25 to 75 % and 5 to 95 % of a matrix of time by replicate.
mf_plot_band <- function(dates, values, look = mf_looks(1)[[1]])
{
    told <- rowSums(is.finite(values)) > 0
    dates <- dates[told]
    band <- apply(values[told, , drop = FALSE], 1, mf_quantiles)
    if (ncol(values) > 1)
        for (pair in list(c(1, 5), c(2, 4)))
            graphics::polygon(c(dates, rev(dates)), c(band[pair[1], ], rev(band[pair[2], ])), border = NA,
                              col = mf_ribbon(look$colour))
    graphics::lines(dates, band[3, ], col = look$colour, lwd = 2.5, lty = look$dash)
    every <- round(seq(length(dates) / 12, length(dates), by = max(1, length(dates) / 6)))
    graphics::points(dates[every], band[3, every], col = look$colour, pch = look$mark)
    invisible(band[3, ])
}

# An empty panel over time for one or more matrices, zero included, with few faint lines across.
mf_panel <- function(dates, values, title, ticks = 4)
{
    reach <- range(0, vapply(values, function(v) range(apply(v, 1, mf_quantiles), na.rm = TRUE), c(0, 0)))
    if (diff(reach) == 0)
        reach <- reach + c(0, 1)
    graphics::plot(range(dates), reach, type = "n", xlab = "", ylab = "", axes = FALSE, xaxs = "i")
    at <- pretty(reach, ticks)
    graphics::abline(h = at, col = mf_pale)
    graphics::axis(2, at, mf_short_number(at), col = mf_grey)
    graphics::axis.Date(1, dates, at = seq(as.Date(format(dates[1], "%Y-01-01")), max(dates) + 31, by = "year"),
                        format = "%Y", col = mf_grey)
    graphics::mtext(title, side = 3, adj = 0, line = 0.5)
}

# Positions as near as may be to those wanted, at least so far apart, within bounds.
mf_spread <- function(wanted, least, low, high)
{
    order <- order(wanted)
    at <- wanted[order]
    n <- length(at)
    for (round in seq_len(200)) {
        tight <- which(diff(at) < least - 1e-9)
        if (length(tight) == 0)
            break
        for (i in tight) {
            push <- max(0, least - (at[i + 1] - at[i])) / 2
            at[i + 0:1] <- at[i + 0:1] + c(-push, push)
        }
        at <- pmin(pmax(at, low + least * (seq_len(n) - 1)), high - least * (n - seq_len(n)))
    }
    at[order(order)]
}

# The name of each run where its line ends.
mf_name_ends <- function(runs, medians, looks)
{
    box <- graphics::par("usr")[3:4]
    at <- mf_spread(vapply(medians, function(line) line[length(line)], 0), diff(box) * 0.13, box[1], box[2])
    for (i in seq_along(runs))
        graphics::mtext(paste0(" ", mf_name(runs[[i]])), side = 4, at = at[i], col = looks[[i]]$colour, line = 0)
}

# Names of several runs with their marks, in a line of the outer margin below the title.
mf_key <- function(runs)
{
    if (length(runs) < 2)
        return(invisible())
    looks <- mf_looks(length(runs))
    at <- 0.01
    for (i in seq_along(runs)) {
        x <- graphics::grconvertX(at + c(0.01, 0.03, 0.05), "ndc")
        y <- graphics::grconvertY(0.905, "ndc")
        graphics::segments(x[1], y, x[3], col = looks[[i]]$colour, lty = looks[[i]]$dash, lwd = 2.5, xpd = NA)
        graphics::points(x[2], y, pch = looks[[i]]$mark, col = looks[[i]]$colour, xpd = NA)
        graphics::text(graphics::grconvertX(at + 0.06, "ndc"), y, mf_name(runs[[i]]), adj = c(0, 0.5), xpd = NA,
                       col = looks[[i]]$colour)
        at <- at + 0.09 + 0.011 * nchar(mf_name(runs[[i]]))
    }
}

# Text with a pale rim that keeps it readable on whatever lies below.
mf_halo <- function(x, y, words, ..., col = mf_ink)
{
    for (turn in seq(0, 2 * pi, length.out = 9)[-1])
        graphics::text(x + cos(turn) * graphics::strwidth("n") * 0.16, y + sin(turn) * graphics::strwidth("n") * 0.16 *
                       diff(graphics::par("usr")[3:4]) / graphics::par("pin")[2] * graphics::par("pin")[1] /
                       diff(graphics::par("usr")[1:2]), words, ..., col = grDevices::adjustcolor("white", 0.7))
    graphics::text(x, y, words, ..., col = col)
}
