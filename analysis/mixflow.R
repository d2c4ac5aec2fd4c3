# mixflow.R: results of mixflow as data frames and figures; needs hdf5r or rhdf5, and R.
#
#   source("analysis/mixflow.R")
#   run <- mf_open("base.h5")
#   mf_tables(run)                     what is in it
#   mf_get(run, "queues/waiting")      any table, a row an element, with its labels
#   mf_indicators(run)                 what a run is judged by, with units
#   mf_events(run, cohort = "young")   the stream of events, or a part of it, with dates
#   mf_trajectories(run)               the lives that are kept: what happened, and their mind then
#   mf_journeys(run)                   of all who left: origin, first hub, last hub, outcome
#   mf_pair(run, mf_open("open.h5"))   differences replicate by replicate
#   mf_gallery(run, to = "pictures")   all figures as PNG; each is a function of its own, too:
#
#   mf_plot_over_time(run, ...)        stocks and flows        mf_plot_differences(base, ...)  less baseline
#   mf_plot_route_map(run, other)      where people pass       mf_plot_alluvial(run)           by which hubs
#   mf_plot_motives(run)               motives on the way      mf_plot_queues(run, ...)        who waits
#   mf_plot_fates_matrix(run, other)   what has become of them mf_plot_disentanglement(run, ...)
#   mf_plot_stocks(run, TABLE), mf_plot_difference(base, other, TABLE)   any table over time
#   mf_plot_fates(run)                 persons by fate
#
# Each returns the numbers it draws.  Arrays have the axes of analysis/FORMAT.md, in that order:
# R's readers turn them around, mf_array turns them back.

# Where this file lies: R's source() keeps its name in the frame that reads it.
mf_folder <- local({
    files <- lapply(sys.frames(), function(frame) frame$ofile)
    said <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
    dirname(c(rev(unlist(files)), said)[1])
})
for (mf_part in c("run", "tables", "events", "pair", "places", "series", "style", "over_time", "fates", "queues",
                  "disentanglement", "map", "route_map", "alluvial", "motives", "gallery"))
    source(file.path(mf_folder, "R", paste0(mf_part, ".R")))
