# Where on the journey are those in need told apart from others, and with what errors?

mf_stages <- c(before_departure = "before departure", first_asylum = "first asylum", transit = "in transit",
               arrival = "on arrival", decision = "first decision", channel = "channel in the end",
               status = "last decision")
mf_measures <- c(di = "disentanglement\n0 mixed, 1 sorted by need", fn = "in need, but\nnot protected (share)",
                 fp = "protected, but\nnot in need (share)")

# Tidy: run, replicate, measure, stage, mixed (the most mixed third), value.
mf_disentanglement <- function(run)
{
    frame <- mf_indicators(run, "all_years")
    rows <- expand.grid(mixed = c(FALSE, TRUE), stage = names(mf_stages), measure = names(mf_measures),
                        stringsAsFactors = FALSE)
    rows$indicator <- paste0(rows$measure, "_", rows$stage, ifelse(rows$mixed, "_mixed", ""))
    found <- merge(rows, frame[c("replicate", "indicator", "value")], by = "indicator")
    cbind(run = rep(mf_name(run), nrow(found)), found[c("replicate", "measure", "stage", "mixed", "value")])
}

# Median, 25 to 75 % and 5 to 95 % of a number, as a dot with bars.
mf_dot <- function(values, y, look, hollow)
{
    values <- values[is.finite(values)]
    if (length(values) == 0)
        return(invisible())
    at <- mf_quantiles(values)
    if (length(values) > 1) {
        graphics::segments(at[1], y, at[5], lwd = 1.5, col = look$colour)
        graphics::segments(at[2], y, at[4], lwd = 5, lend = 1, col = look$colour)
    }
    mark <- c("15" = 22, "17" = 24, "18" = 23, "19" = 21)[[as.character(look$mark)]]
    graphics::points(at[3], y, pch = mark, cex = 1.2, lwd = 1.5, col = look$colour,
                     bg = if (hollow) "white" else look$colour)
}

mf_plot_disentanglement <- function(run, ...)
{
    runs <- list(run, ...)
    found <- lapply(runs, mf_disentanglement)
    looks <- mf_looks(length(runs))
    step <- min(0.26, 0.8 / (2 * length(runs)))
    told <- paste("Filled: everybody; hollow: the third with the most mixed motives. Stages from home to",
                  "decision, then the whole journey. Who is in need is an assumption.")
    drawn <- "dots medians, thick bars 25 to 75 %, thin 5 to 95 % of replicates"
    mf_sheet("Where people in need are told apart, and with what errors", mf_caption(run, told, drawn),
             plan = matrix(1:3, 1), widths = c(1.45, 1, 1), mar = c(2.4, 1, 4.2, 1), panels = {
        for (measure in names(mf_measures)) {
            first <- measure == names(mf_measures)[1]
            graphics::par(mar = c(2.4, if (first) 9 else 1, 4.2, 1))
            graphics::plot(c(0, 1), c(1, 7), type = "n", ylim = c(7.5, 0.5), xlim = c(-0.03, 1.03), axes = FALSE,
                           xlab = "", ylab = "", yaxs = "i")
            graphics::axis(1, c(0, 0.5, 1), c("0", "0.5", "1"), col = mf_grey)
            graphics::mtext(mf_measures[[measure]], 3, 0.5, adj = 0)
            if (first)
                graphics::mtext(mf_stages, 2, 0.5, at = 1:7)
            graphics::abline(h = 1:7, col = mf_pale)
            graphics::abline(h = 5.5, col = mf_grey, lty = 3)
            for (row in 1:7) for (i in seq_along(runs)) for (mixed in c(FALSE, TRUE)) {
                part <- found[[i]]
                part <- part$value[part$measure == measure & part$stage == names(mf_stages)[row] & part$mixed == mixed]
                mf_dot(part, row + (2 * i - 2 + mixed - (2 * length(runs) - 1) / 2) * step, looks[[i]], mixed)
            }
        }
        mf_key(runs)
    })
    invisible(do.call(rbind, found))
}
