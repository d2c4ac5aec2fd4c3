# Queues and capacity: who waits, and whether those served are all that could be.

# The busiest queues: above persons waiting, below persons served a month and the capacity.
mf_plot_queues <- function(run, ..., most = 4)
{
    runs <- list(run, ...)
    waiting <- lapply(runs, mf_sum, "queues/waiting", "cohort") # [replicate, time, queue]
    served <- lapply(runs, function(run)
        sweep(mf_sum(run, "queues/served", "cohort"), 2, mf_months(run), "/"))
    capacity <- lapply(runs, mf_array, name = "queues/capacity")
    size <- apply(waiting[[1]], 3, mean)
    busy <- utils::head(order(-size), most)
    busy <- busy[size[busy] > 0]
    if (length(busy) == 0)
        stop(run$path, ": nobody waits in any queue")
    names <- mf_column_of(run, "queue")
    looks <- mf_looks(length(runs))
    draw <- function(values, q, title, more = list())
    {
        of <- lapply(values, function(v) t(matrix(v[, , q], dim(v)[1])))
        mf_panel(mf_dates(run), c(of, more), title, 3)
        for (i in seq_along(runs))
            mf_plot_band(mf_dates(runs[[i]]), of[[i]], looks[[i]])
    }
    told <- paste("Above: persons waiting, in the busiest queues. Below: persons served a month; thin steps: capacity,",
                  "policies included.")
    mf_sheet("Where people wait, and what the offices can do", mf_caption(run, told),
             plan = matrix(seq_len(2 * length(busy)), 2), mar = c(2.4, 3.4, 3, 0.6), panels = {
        for (q in busy) {
            draw(waiting, q, mf_fit(names[q]))
            can <- lapply(capacity, function(v)
                matrix(apply(matrix(v[, , q], dim(v)[1]), 2, stats::median)))
            draw(served, q, "served a month", can)
            for (i in seq_along(runs))
                graphics::lines(mf_dates(runs[[i]]), can[[i]], type = "S",
                                col = if (length(runs) > 1) looks[[i]]$colour else mf_ink)
        }
        mf_key(runs)
    })
    invisible(list(queue = names[busy], waiting = lapply(waiting, function(v) v[, , busy, drop = FALSE]),
                   served = lapply(served, function(v) v[, , busy, drop = FALSE]),
                   capacity = lapply(capacity, function(v) v[, , busy, drop = FALSE])))
}

# Words with blanks for underscores.
mf_fit <- function(words) gsub("_", " ", words)
