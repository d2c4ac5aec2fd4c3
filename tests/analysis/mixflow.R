# analysis/mixflow.R reads what mixflow export writes: the same rows, from either library.

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

try_library <- function(library)
{
    run <- mf_open(file.path(folder, "run.h5"), library)
    base <- mf_open(file.path(folder, "base.h5"), library)
    quiet <- mf_open(file.path(folder, "quiet.h5"), library)

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
    for (file in list(run, base, quiet))
        close(file)
    cat(library, "reads what mixflow exports\n")
}

try_library("hdf5r")
try_library("rhdf5")
