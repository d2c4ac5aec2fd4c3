# analysis/mixflow.R reads what mixflow export writes: the same rows, from either library; and its
# figures are drawn without a warning from those very numbers.

options(warn = 2)

folder <- Sys.getenv("MIXFLOW_READERS")
source(file.path(Sys.getenv("MIXFLOW_SOURCE"), "analysis/mixflow.R"))

exported <- function(file, ...)
{
    out <- tempfile(fileext = ".csv")
    words <- c("export", file.path(folder, file), ..., "-o", out)
    stopifnot(system2(Sys.getenv("MIXFLOW"), words) == 0)
    utils::read.csv(out, na.strings = "NaN", encoding = "UTF-8")
}

# Rows in the same order whatever order they came in; numbers to what f32 keeps, words as words.
is_same <- function(mine, told, what)
{
    stopifnot(setequal(intersect(names(mine), names(told)), names(mine)), nrow(mine) == nrow(told))
    for (name in names(mine)) {
        a <- mine[[name]]
        b <- told[[name]]
        good <- if (is.numeric(a)) isTRUE(all.equal(as.numeric(a), as.numeric(b), tolerance = 1e-6))
                else identical(as.character(a), as.character(b)) # NA and NA alike
        if (!good)
            stop(what, ": column ", name, " differs")
    }
}

in_order <- function(frame)
    frame[do.call(order, unname(lapply(frame[names(frame) != names(frame)[ncol(frame)]], as.character))), ]

same <- function(mine, told, what)
    if (!isTRUE(all.equal(as.vector(mine), as.vector(told), tolerance = 1e-5)))
        stop(what, " draws other numbers than mixflow exports: ", all.equal(as.vector(mine), as.vector(told),
                                                                           tolerance = 1e-5))

# A figure as PNG: it must have ink on it, and what it draws is handed back.
drawn <- function(figure)
{
    path <- tempfile(fileext = ".png")
    grDevices::png(path, 1280, 720, res = 110)
    numbers <- tryCatch(force(figure), finally = grDevices::dev.off())
    stopifnot(file.size(path) > 15000)
    unlink(path)
    numbers
}

# What each figure draws, counted anew from the CSV of mixflow export.
try_figures <- function(run, base, lives)
{
    weight <- function(cohort) unname(stats::setNames(mf_column_of(run, "weight"), mf_column_of(run, "cohort"))[cohort])
    flow <- exported("run.h5", "--table", "flows/flow")
    waits <- exported("run.h5", "--table", "queues/waiting")
    found <- drawn(mf_plot_over_time(base, run))
    same(found$waiting[[2]], tapply(waits$waiting, waits[c("time", "replicate")], sum), "over_time")
    bounds <- mf_array(run, "time_bounds")
    months <- (bounds[, 2] - bounds[, 1]) * 12 / 365.25
    died <- flow[flow$fate == "died", ]
    same(found$dying[[2]][-1, ] * months[-1], tapply(died$flow, died[c("time", "replicate")], sum)[-1, ], "over_time")
    change <- drawn(mf_plot_differences(base, run))
    for (series in names(change))
        same(change[[series]][[1]], found[[series]][[2]] - found[[series]][[1]], "differences")
    stopifnot(any(change$on_the_way[[1]] != 0))

    begun <- flow[flow$fate == "begun", ]
    passages <- tapply(begun$flow, list(begun$replicate, factor(begun$link, mf_column_of(run, "link"))), sum)
    same(drawn(mf_plot_route_map(run)) * sum(months) / 12, passages, "route_map")
    same(drawn(mf_plot_route_map(base, run)), mf_passages(run) - mf_passages(base), "route_map of a pair")

    queues <- drawn(mf_plot_queues(run, base))
    served <- exported("run.h5", "--table", "queues/served")
    can <- exported("run.h5", "--table", "queues/capacity")
    for (q in seq_along(queues$queue)) {
        of <- function(frame, value)
            tapply(frame[[value]], frame[c("replicate", "time", "queue")], sum)[, , queues$queue[q]]
        same(queues$waiting[[1]][, , q], of(waits, "waiting"), "queues")
        same(queues$capacity[[1]][, , q], of(can, "capacity"), "queues")
        same(sweep(queues$served[[1]][, -1, q], 2, months[-1], "*"), of(served, "served")[, -1], "queues")
    }

    left <- exported("run.h5", "--table", "events")
    left <- left[left$event %in% c("departs", "arrives", "granted", "admitted"), ]
    left <- unique(left[c("replicate", "person", "cohort")])
    ways <- drawn(mf_plot_alluvial(run))
    persons <- tapply(weight(left$cohort), left$replicate, sum)
    for (stage in names(ways))
        same(colSums(ways[[stage]]), persons, "alluvial")
    ways <- drawn(mf_plot_alluvial(run, base = base))
    for (stage in names(ways))
        same(colSums(ways[[stage]]), persons, "alluvial of a pair")

    all <- mf_everybody(run)
    fates <- drawn(mf_plot_fates_matrix(run))
    told <- exported("run.h5", "--table", "fates/final_fate")
    living <- unlist(Map(function(first, n) first + seq_len(n) - 1, mf_column_of(run, "cohort_first_person"),
                         mf_column_of(run, "cohort_people")))
    told <- told[told$person %in% living, ]
    told$persons <- all$weight[match(told$person, sort(unique(told$person)))]
    died <- told[told$final_fate %in% c("died", "died_on_the_way"), ]
    same(rowSums(fates[, , "died"]), tapply(died$persons, factor(died$replicate, 0:1), sum, default = 0), "fates")
    pair <- drawn(mf_plot_fates_matrix(base, run))
    same(rowSums(pair), tapply(told$persons, told$replicate, sum), "fates of a pair")
    same(rowSums(pair[, , "died"]), rowSums(fates[, , "died"]), "fates of a pair")

    told <- exported("run.h5", "--table", "indicators/all_years")
    apart <- drawn(mf_plot_disentanglement(run, base))
    for (name in c("di_decision", "fn_status", "fp_arrival")) {
        part <- strsplit(name, "_")[[1]]
        mine <- apart[apart$run == "run" & apart$measure == part[1] & apart$stage == part[2] & !apart$mixed, ]
        same(mine$value[order(mine$replicate)], told$all_years[told$indicator == name], "disentanglement")
    }

    stopifnot(grepl("fewer than 30", tryCatch(mf_plot_motives(run), error = conditionMessage)))
    told <- exported("lives.h5", "--sample")
    first <- told[!duplicated(told[c("replicate", "person")]), ]
    motives <- drawn(mf_plot_motives(lives))$people
    start <- motives[motives$stage == "first seen", ]
    at <- match(paste(start$replicate, start$person), paste(first$replicate, first$person))
    same(start$protection, first$protection[at], "motives")
    stopifnot(identical(start$in_need, first$need[at] %in% c("convention", "war")), nrow(motives) == 4 * nrow(start))
}

try_library <- function(library)
{
    run <- mf_open(file.path(folder, "run.h5"), library)
    base <- mf_open(file.path(folder, "base.h5"), library)
    quiet <- mf_open(file.path(folder, "quiet.h5"), library)
    lives <- mf_open(file.path(folder, "lives.h5"), library)

    for (name in c("stocks/stock", "queues/mean_wait", "fates/final_fate")) {
        told <- exported("run.h5", "--table", name)
        is_same(in_order(mf_get(run, name)), in_order(told), name)
    }
    told <- exported("run.h5", "--table", "indicators/by_year")
    mine <- mf_indicators(run)
    names(mine) <- sub("^value$", "by_year", sub("^unit$", "indicator_unit", names(mine)))
    is_same(in_order(mine[names(told)[names(told) %in% names(mine)]]),
            in_order(told[names(told) %in% names(mine)]), "indicators")

    told <- exported("run.h5", "--table", "events")
    is_same(mf_events(run), told, "events")
    is_same(mf_events(run, cohort = "EASTERN", replicate = 1),
            told[told$cohort == "EASTERN" & told$replicate == 1, ], "events of a cohort")
    often <- as.integer(names(sort(table(told$person), decreasing = TRUE))[1])
    is_same(mf_events(run, person = often), told[told$person == often, ], "events of a person")
    told <- exported("run.h5", "--sample")
    is_same(mf_trajectories(run), told, "trajectories")
    stopifnot(nrow(mf_events(quiet)) == 0, nrow(mf_trajectories(quiet)) == 0)

    pair <- mf_pair(base, run)
    stopifnot(isTRUE(all.equal(pair$other, mf_indicators(run)$value)), any(pair$difference != 0),
              isTRUE(all.equal(pair$difference, pair$other - pair$base)))
    refused <- tryCatch(mf_pair(base, quiet), error = conditionMessage)
    stopifnot(grepl("no pair", refused))
    refused <- tryCatch(mf_events(run, cohort = "EASTER"), error = conditionMessage)
    stopifnot(grepl("no cohort", refused))

    try_figures(run, base, lives)
    refused <- tryCatch(mf_plot_differences(base), error = conditionMessage)
    stopifnot(grepl("second run", refused), grepl("one replicate", mf_caption(quiet, "")),
              grepl("2 replicates", mf_caption(run, "")), grepl("not a forecast", mf_caption(run, "")))
    to <- tempfile()
    pictures <- suppressMessages(mf_gallery(quiet, to = to))
    stopifnot(setequal(dir(to, full.names = TRUE), pictures), !any(grepl("alluvial|motives", pictures)),
              any(grepl("over_time", pictures)))

    grDevices::pdf(NULL)
    stock <- mf_plot_stocks(run, keep = list(status = "transit"))
    whole <- mf_array(run, "stocks/stock")
    stopifnot(isTRUE(all.equal(sum(stock), sum(whole[, , , "transit", ]))))
    difference <- mf_plot_difference(base, run, keep = list(status = "transit"))
    stopifnot(identical(dim(difference), dim(stock)), any(difference != 0))
    fates <- mf_plot_fates(run)
    stopifnot(isTRUE(all.equal(colSums(fates)[[1]], sum(as.vector(run$reader$all("weight")) *
                                                        as.vector(run$reader$all("cohort_people"))))))
    stopifnot(setequal(mf_tables(run)$table, unique(utils::read.delim(file.path(folder, "expected.tsv"),
              quote = "")[["path"]][utils::read.delim(file.path(folder, "expected.tsv"), quote = "")$file == "run"])))
    for (file in list(run, base, quiet, lives))
        close(file)
    cat(library, "reads what mixflow exports\n")
}

try_library("hdf5r")
try_library("rhdf5")
