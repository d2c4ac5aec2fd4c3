# All figures of a run, and of its pair with another, as PNG of 1280 x 720 pixels in a folder; what
# a run does not hold is left out, and said.
mf_gallery <- function(run, other = NULL, to = "gallery")
{
    dir.create(to, showWarnings = FALSE, recursive = TRUE)
    runs <- c(list(run), if (!is.null(other)) list(other))
    figures <- list(over_time = function() do.call(mf_plot_over_time, runs),
                    route_map = function() mf_plot_route_map(run), alluvial = function() mf_plot_alluvial(run),
                    motives = function() mf_plot_motives(run),
                    queues = function() do.call(mf_plot_queues, runs),
                    fates_matrix = function() mf_plot_fates_matrix(run),
                    disentanglement = function() do.call(mf_plot_disentanglement, runs))
    if (!is.null(other))
        figures <- c(figures, difference = function() mf_plot_differences(run, other),
                     route_map_pair = function() mf_plot_route_map(run, other),
                     alluvial_pair = function() mf_plot_alluvial(other, base = run),
                     fates_matrix_pair = function() mf_plot_fates_matrix(run, other))
    drawn <- character()
    for (name in names(figures)) {
        path <- file.path(to, paste0(name, ".png"))
        grDevices::png(path, 1280, 720, res = 110)
        told <- tryCatch({ figures[[name]](); NULL }, error = conditionMessage, finally = grDevices::dev.off())
        if (is.null(told)) {
            drawn <- c(drawn, path)
        } else {
            unlink(path)
            message(name, " is left out: ", told)
        }
    }
    invisible(drawn)
}
