# Where people pass, as legs on a map; and, of a second run, where more or fewer pass.

mf_more <- "#5e3c99"
mf_fewer <- "#1b7837"
mf_widest <- 0.22 # inches, of a leg

# Passages begun a year, [replicate, link].
mf_passages <- function(run)
    rowSums(aperm(mf_sum(run, "flows/flow", "cohort")[, , , "begun", drop = FALSE], c(1, 3, 2, 4)), dims = 2) *
        12 / sum(mf_months(run), na.rm = TRUE)

# Persons alive at each place from other countries, mean over time: [replicate, place].
mf_strangers <- function(run)
{
    alive <- sweep(mf_alive(run), c(3, 4), mf_abroad(run), "*")
    apply(rowSums(alive, dims = 3), c(1, 3), mean)
}

mf_located <- function(run)
{
    known <- mf_places(run)
    known <- known[is.finite(known$lon) & is.finite(known$lat), ]
    if (nrow(unique(known[c("lon", "lat")])) < 2)
        stop(run$path, ": the places have no longitude and latitude")
    known
}

# Calls draw(link, a, b) for each link between places on the map.
mf_each_leg <- function(run, known, at, draw)
{
    ends <- cbind(match(mf_column_of(run, "link_from"), known$place), match(mf_column_of(run, "link_to"), known$place))
    for (i in which(rowSums(is.na(ends)) == 0))
        draw(i, at[ends[i, 1], ], at[ends[i, 2], ])
}

# Names, the busiest places first.
mf_name_busy <- function(run, known, at, flow, more = 0)
{
    ends <- c(mf_column_of(run, "link_from"), mf_column_of(run, "link_to"))
    busy <- vapply(known$place, function(place) sum(c(flow, flow)[ends == place]), 0) + more
    order <- order(-busy)
    mf_place_names(known[order, ][busy[order] > 0, ], at[order, , drop = FALSE][busy[order] > 0, , drop = FALSE])
}

# What widths mean, below left.  rows: lists of value, words and colours.
mf_widths <- function(unit, rows)
    for (i in seq_along(rows)) {
        y <- 0.2 + 0.3 * (length(rows) - i)
        graphics::polygon(mf_leg(c(0.12, y), c(0.7, y), rows[[i]]$value * unit), col = rows[[i]]$fill,
                          border = rows[[i]]$line, lwd = 1.5)
        mf_halo(0.82, y, paste(mf_short_number(rows[[i]]$value), rows[[i]]$words), adj = c(0, 0.5))
    }

mf_plot_route_map <- function(run, other = NULL)
{
    if (!is.null(other))
        return(mf_plot_route_changes(run, other))
    known <- mf_located(run)
    flow <- mf_passages(run)
    there <- colMeans(mf_strangers(run))[match(known$place, mf_column_of(run, "place"))]
    ends <- apply(flow, 2, mf_quantiles, c(0.05, 0.95))
    unit <- mf_widest / max(ends[2, ], 1e-9)
    radius <- function(value) pmax(0.25 * sqrt(pmax(value, 0) / max(there, 1e-9)), 0.025)
    circle <- function(x, y, value) graphics::symbols(x, y, radius(value), inches = FALSE, add = TRUE, fg = "white",
                                                      bg = mf_ribbon(mf_grey, 0.45))
    told <- paste("Legs: passages a year, wide where they begin, narrow where they end. Circles: persons there from",
                  "other countries, mean over time. Land without borders.")
    drawn <- "the dark core of a leg is the 5 % quantile, its pale rim the 95 %"
    mf_sheet("By which ways people go", mf_caption(run, told, drawn), mar = c(0.2, 0.2, 0.2, 0.2), panels = {
        at <- mf_map(known)(known$lon, known$lat)
        mf_each_leg(run, known, at, function(i, a, b) if (ends[2, i] * unit > 0.005) {
            graphics::polygon(mf_leg(a, b, max(ends[2, i] * unit, 0.012)), border = NA, col = mf_ribbon(mf_blue, 0.35))
            graphics::polygon(mf_leg(a, b, ends[1, i] * unit), border = NA, col = mf_blue)
        })
        circle(at[, 1], at[, 2], there)
        graphics::points(at, pch = 19, cex = 0.35, col = mf_ink)
        step <- mf_round_below(max(flow))
        mf_widths(unit, list(list(value = step, words = "passages a year", fill = mf_blue, line = NA),
                             list(value = step / 5, words = "passages a year", fill = mf_blue, line = NA)))
        many <- mf_round_below(max(there))
        circle(0.41, 1.05, many)
        mf_halo(0.82, 1.05, paste(mf_short_number(many), "persons there"), adj = c(0, 0.5))
        mf_name_busy(run, known, at, colMeans(flow), there)
    })
    invisible(flow)
}

mf_plot_route_changes <- function(base, other)
{
    mf_check_pair(base, other)
    known <- mf_located(base)
    change <- mf_passages(other) - mf_passages(base)
    mean <- colMeans(change)
    sure <- colMeans(sweep(sign(change), 2, sign(mean), "==")) >= 0.9
    unit <- mf_widest / max(abs(mean), 1e-9)
    told <- paste("Passages a year, run less baseline, mean over replicates. Filled: more, hollow: fewer, hatched:",
                  "fewer than 9 in 10 replicates agree on the sign.")
    title <- paste0("Where more people pass than in the baseline, and where fewer: ", mf_name(other))
    mf_sheet(title, mf_caption(base, told, "means of pairs"), mar = c(0.2, 0.2, 0.2, 0.2), panels = {
        at <- mf_map(known)(known$lon, known$lat)
        mf_each_leg(base, known, at, function(i, a, b) if (abs(mean[i]) * unit > 0.005) {
            outline <- mf_leg(a, b, max(abs(mean[i]) * unit, 0.045))
            line <- if (mean[i] > 0) mf_more else mf_fewer
            graphics::polygon(outline, col = if (sure[i] && mean[i] > 0) mf_more else "white", border = line, lwd = 1.5)
            if (!sure[i])
                graphics::polygon(outline, density = 25, angle = 45, col = line, border = line)
        })
        graphics::points(at, pch = 19, cex = 0.35, col = mf_ink)
        step <- mf_round_below(max(abs(mean)))
        mf_widths(unit, list(list(value = step, words = "more a year", fill = mf_more, line = mf_more),
                             list(value = step, words = "fewer a year", fill = "white", line = mf_fewer)))
        mf_name_busy(base, known, at, abs(mean))
    })
    invisible(change)
}
