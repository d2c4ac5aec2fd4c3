# Stocks and flows over time, and what other runs differ from the baseline by.

# Sums over all axes but replicate and time: a matrix of time by replicate.
mf_over_time <- function(run, name, keep = list())
{
    values <- mf_array(run, name)
    for (axis in names(keep)) {
        at <- match(axis, names(dimnames(values)))
        if (is.na(at) || !all(keep[[axis]] %in% dimnames(values)[[axis]]))
            stop(name, ": no ", axis, " ", toString(keep[[axis]]))
        values <- do.call(`[`, c(list(values), replace(rep(list(TRUE), length(dim(values))), at,
                                                       list(keep[[axis]])), list(drop = FALSE)))
    }
    apply(values, c(2, 1), sum)
}

# Stocks (or any table with replicate and time first) over time, with bands.
mf_plot_stocks <- function(run, name = "stocks/stock", keep = list(), main = NULL)
{
    values <- mf_over_time(run, name, keep)
    title <- if (is.null(main)) paste(c(name, unlist(keep)), collapse = ", ") else main
    mf_sheet(title, mf_caption(run, "At the end of each record."), {
        mf_panel(as.Date(rownames(values)), list(values), run$reader$attribute(name, "units"))
        mf_plot_band(as.Date(rownames(values)), values)
    })
    invisible(values)
}

# The difference of a pair over time, with bands around the zero line.
mf_plot_difference <- function(base, other, name = "stocks/stock", keep = list(), main = NULL)
{
    mf_check_pair(base, other)
    values <- mf_over_time(other, name, keep) - mf_over_time(base, name, keep)
    title <- if (is.null(main)) paste(c("difference from baseline:", unlist(keep)), collapse = " ") else main
    mf_sheet(title, mf_caption(base, mf_less), {
        mf_panel(as.Date(rownames(values)), list(values), base$reader$attribute(name, "units"))
        graphics::abline(h = 0, col = mf_ink)
        mf_plot_band(as.Date(rownames(values)), values)
    })
    invisible(values)
}

mf_less <- paste("Each run less the baseline, of the same people under the same luck: where a band crosses zero,",
                 "chance could turn the sign.")

# Four panels of series: found[[series]] has a matrix of each run.
mf_four <- function(title, caption, runs, found, looks, named)
{
    room <- if (named) 1 + 0.55 * max(nchar(vapply(runs, mf_name, ""))) else 1
    mf_sheet(title, caption, plan = matrix(1:4, 2, byrow = TRUE), mar = c(2.4, 3.6, 2.2, room), panels =
        for (series in names(mf_series)) {
            mf_panel(mf_dates(runs[[1]]), found[[series]], mf_series[[series]]$title)
            graphics::abline(h = 0, col = mf_grey)
            medians <- lapply(seq_along(runs), function(i)
                mf_plot_band(mf_dates(runs[[i]]), found[[series]][[i]], looks[[i]]))
            if (named)
                mf_name_ends(runs, medians, looks)
        })
    invisible(found)
}

# Where people are and what happens to them; more runs are lines of their own.
mf_plot_over_time <- function(run, ...)
{
    runs <- list(run, ...)
    found <- lapply(mf_series, function(series) lapply(runs, series$of))
    mf_four("Where people are, and what happens to them",
            mf_caption(run, "Persons at the end of each record, and per month between two."), runs, found,
            mf_looks(length(runs)), length(runs) > 1)
}

# What other runs change against the baseline.
mf_plot_differences <- function(base, ...)
{
    others <- list(...)
    if (length(others) == 0)
        stop("needs a second run, of the same people under another policy")
    for (other in others)
        mf_check_pair(base, other)
    found <- lapply(mf_series, function(series) lapply(others, function(other) series$of(other) - series$of(base)))
    mf_four("What changes against the baseline", mf_caption(base, mf_less), others, found,
            mf_looks(1 + length(others))[-1], TRUE)
}
