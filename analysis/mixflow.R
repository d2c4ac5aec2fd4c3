# mixflow.R: results of mixflow as data frames and three figures; needs hdf5r or rhdf5, and R.
#
#   source("analysis/mixflow.R")
#   run <- mf_open("base.h5")
#   mf_tables(run)                     what is in it
#   mf_get(run, "queues/waiting")      any table, a row an element, with its labels
#   mf_indicators(run)                 what a run is judged by, with units
#   mf_events(run, cohort = "young")   the stream of events, or a part of it, with dates
#   mf_trajectories(run)               the lives that are kept: what happened, and their mind then
#   mf_pair(run, mf_open("open.h5"))   differences replicate by replicate
#
# Arrays have the axes of analysis/FORMAT.md, in that order: R's readers turn them
# around, mf_array turns them back.

# ---------------------------------------------------------------- reading

# One of two libraries behind the same five functions.
mf_reader_hdf5r <- function(path)
{
    file <- hdf5r::H5File$new(path, mode = "r")
    list(
        names = function() {
            all <- hdf5r::list.datasets(file, recursive = TRUE)
            all[!startsWith(all, "provenance/")]
        },
        has = function(name) (!grepl("/", name) || file$exists(dirname(name))) && file$exists(name),
        length = function(name) { data <- file[[name]]; n <- data$dims; data$close(); n },
        attribute = function(name, which) {
            object <- if (name == "/") file else file[[name]]
            if (object$attr_exists(which)) hdf5r::h5attr(object, which) else NULL
        },
        all = function(name) {
            data <- file[[name]]
            on.exit(data$close())
            if (prod(data$dims) == 0) array(0, data$dims) else data$read(drop = FALSE)
        },
        some = function(name, first, n) { # rows of a table of one axis, counted from 1
            data <- file[[name]]
            on.exit(data$close())
            if (n == 0) integer(0) else data$read(args = list(seq(first, length.out = n)))
        },
        close = function() file$close_all())
}

mf_reader_rhdf5 <- function(path)
{
    listed <- rhdf5::h5ls(path)
    listed$path <- sub("^/", "", paste(sub("/$", "", listed$group), listed$name, sep = "/"))
    listed <- listed[listed$otype == "H5I_DATASET" & listed$group != "/provenance", ]
    list(
        names = function() listed$path,
        has = function(name) name %in% listed$path,
        length = function(name)
            as.numeric(strsplit(listed$dim[match(name, listed$path)], " x ")[[1]]),
        attribute = function(name, which) {
            file <- rhdf5::H5Fopen(path, "H5F_ACC_RDONLY")
            on.exit(rhdf5::H5Fclose(file))
            object <- rhdf5::H5Oopen(file, name)
            on.exit(rhdf5::H5Oclose(object), add = TRUE, after = FALSE)
            if (!rhdf5::H5Aexists(object, which))
                return(NULL)
            attribute <- rhdf5::H5Aopen(object, which)
            on.exit(rhdf5::H5Aclose(attribute), add = TRUE, after = FALSE)
            rhdf5::H5Aread(attribute)
        },
        all = function(name) rhdf5::h5read(path, name),
        some = function(name, first, n)
            if (n == 0) integer(0) else as.vector(rhdf5::h5read(path, name, start = first, count = n)),
        close = function() rhdf5::h5closeAll())
}

# Opens a result or a comparison; `library` chooses the reader, by default the first that is installed.
mf_open <- function(path, library = c("hdf5r", "rhdf5"))
{
    there <- library[vapply(library, requireNamespace, TRUE, quietly = TRUE)]
    if (length(there) == 0)
        stop("neither hdf5r nor rhdf5 is installed: install.packages(\"hdf5r\")")
    if (!file.exists(path))
        stop(path, ": no such file")
    reader <- if (there[1] == "hdf5r") mf_reader_hdf5r(path) else mf_reader_rhdf5(path)
    run <- structure(list(path = path, reader = reader), class = "mixflow")
    if (is.null(reader$attribute("/", "complete"))) {
        reader$close()
        stop(path, ": not a complete result of mixflow")
    }
    run
}

close.mixflow <- function(con, ...) con$reader$close()

print.mixflow <- function(x, ...)
{
    cat(x$path, ": ", x$reader$attribute("/", "title"), "\n", sep = "")
    invisible(x)
}

# Name, axes, unit and meaning of all tables, each under the name where it lives.
mf_tables <- function(run)
{
    names <- sort(run$reader$names())
    names <- names[order(grepl("/", names))]
    root <- names[!grepl("/", names)]
    names <- names[!(grepl("/", names) & basename(names) %in% root)] # scales are linked into groups
    tell <- function(which) vapply(names, function(name) {
        said <- run$reader$attribute(name, which)
        if (is.null(said)) "" else as.character(said)[1]
    }, "", USE.NAMES = FALSE)
    data.frame(table = names, axes = tell("axes"), unit = tell("units"), meaning = tell("long_name"))
}

mf_axes <- function(run, name) strsplit(run$reader$attribute(name, "axes"), " ")[[1]]

# The day that the calendar starts with.
mf_start <- function(run)
    as.Date(sub("days since ([0-9-]+).*", "\\1", run$reader$attribute("step_time", "units")))

# Labels of the elements of an axis: words, dates or numbers; NULL for rows that only number themselves.
mf_labels <- function(run, axis)
{
    if (!run$reader$has(axis) || axis == "person")
        return(NULL)
    labels <- as.vector(run$reader$all(axis))
    unit <- run$reader$attribute(axis, "units")
    if (!is.null(unit) && startsWith(unit, "days since "))
        return(as.character(mf_start(run) + labels))
    as.character(labels)
}

# What numbers of a column stand for: words of codes (counted from 0), or of the table they number.
mf_words <- function(run, name)
{
    words <- run$reader$attribute(name, "flag_meanings")
    if (is.null(words)) NULL else strsplit(words, " ")[[1]]
}

# ---------------------------------------------------------------- tables

# A table as an array with its labels, its axes in the order of analysis/FORMAT.md.
mf_array <- function(run, name)
{
    if (!run$reader$has(name))
        stop(run$path, ": no table ", name, "; mf_tables() tells which there are")
    values <- run$reader$all(name)
    axes <- mf_axes(run, name)
    if (is.null(dim(values)) || length(dim(values)) != length(axes))
        values <- array(values, run$reader$length(name))
    values <- aperm(values, rev(seq_along(axes)))
    labels <- lapply(axes, function(axis) mf_labels(run, axis))
    names(labels) <- axes
    dimnames(values) <- labels
    values
}

# A table as a data frame: a row an element, the labels of its axes first.
mf_get <- function(run, name)
{
    values <- mf_array(run, name)
    frame <- expand.grid(lapply(names(dimnames(values)), function(axis) {
        labels <- dimnames(values)[[axis]]
        n <- dim(values)[match(axis, names(dimnames(values)))]
        if (is.null(labels)) seq_len(n) - 1L else labels
    }), KEEP.OUT.ATTRS = FALSE, stringsAsFactors = FALSE)
    names(frame) <- names(dimnames(values))
    for (axis in intersect(names(frame), c("replicate", "year", "step", "block", "bound")))
        frame[[axis]] <- as.integer(frame[[axis]])
    for (axis in intersect(names(frame), c("time", "motive_time")))
        frame[[axis]] <- as.Date(frame[[axis]])
    words <- mf_words(run, name)
    value <- as.vector(values)
    single <- is.null(words) || !is.null(run$reader$attribute(name, "flag_masks"))
    frame[[basename(name)]] <- if (single) value else factor(words[value + 1], words)
    frame
}

# Indicators: by "by_year", "by_cohort", "by_country" or "all_years", tidy, with their units.
mf_indicators <- function(run, by = "by_year")
{
    frame <- mf_get(run, paste0("indicators/", by))
    names(frame)[names(frame) == by] <- "value"
    unit <- as.vector(run$reader$all("indicator_unit"))
    names(unit) <- as.vector(run$reader$all("indicator"))
    frame$unit <- unname(unit[frame$indicator])
    frame
}

# ---------------------------------------------------------------- events and lives

# The index of events: counts and first rows (counted from 1) by block, step and replicate.
mf_index <- function(run)
{
    if (!run$reader$has("events/block_count"))
        stop(run$path, ": keeps no events: run it with outputs.events = true")
    count <- run$reader$all("events/block_count")
    n <- run$reader$length("block_first_person")
    count <- array(count, c(n, run$reader$length("step"), run$reader$length("replicate")))
    list(count = count, first = array(1 + cumsum(as.double(count)) - count, dim(count)),
         person = as.vector(run$reader$all("block_first_person")),
         cohort = as.vector(run$reader$all("block_cohort")) + 1L)
}

# Rows that follow one another: `n` of them from `first` on, as one vector.
mf_column <- function(run, name, first, n)
    unlist(Map(function(at, length) run$reader$some(name, at, length), first, n), use.names = FALSE)

# The stream of events, or that of one cohort, person or replicate, with dates and words.  Only what
# is asked for is read.
mf_events <- function(run, cohort = NULL, person = NULL, replicate = NULL)
{
    index <- mf_index(run)
    cohorts <- as.vector(run$reader$all("cohort"))
    blocks <- seq_along(index$person)
    if (!is.null(cohort)) {
        if (!cohort %in% cohorts)
            stop(run$path, ": no cohort ", cohort, "; there are ", toString(cohorts))
        blocks <- which(index$cohort == match(cohort, cohorts))
    }
    if (!is.null(person))
        blocks <- intersect(blocks, max(findInterval(person, index$person), 1L))
    replicates <- if (is.null(replicate)) seq_len(dim(index$count)[3]) else replicate + 1L
    if (any(replicates < 1 | replicates > dim(index$count)[3]))
        stop(run$path, ": no replicate ", replicate, "; the last is ", dim(index$count)[3] - 1)
    count <- index$count[blocks, , replicates, drop = FALSE]
    # blocks of a cohort follow one another, so a step is one piece; all blocks make a single piece
    n <- apply(count, c(2, 3), sum)
    first <- array(index$first[if (length(blocks) > 0) blocks[1] else 1, , replicates], dim(n))
    step <- rep(rep(seq_len(nrow(n)) - 1L, ncol(n)), n)
    which_replicate <- rep(rep(as.integer(replicates) - 1L, each = nrow(n)), n)
    block <- rep(rep(blocks, times = nrow(n) * ncol(n)), as.vector(count))
    if (length(blocks) == length(index$person) && length(replicates) == dim(index$count)[3]) {
        first <- 1
        n <- sum(n)
    }
    keep <- n > 0
    read <- function(column) mf_column(run, paste0("events/event_", column), first[keep], n[keep])
    factor_of <- function(values, words) factor(words[values + 1L], unique(words))
    frame <- data.frame(replicate = which_replicate, person = as.integer(read("person")),
                        cohort = factor(cohorts[index$cohort[block]], cohorts), step = step,
                        date = mf_start(run) + as.vector(run$reader$all("step_time"))[step + 1L],
                        event = factor_of(as.integer(read("kind")), mf_words(run, "events/event_kind")),
                        where = factor_of(as.integer(read("where")), as.vector(run$reader$all("where"))),
                        status = factor_of(as.integer(read("status")), mf_words(run, "events/event_status")))
    if (is.null(person)) frame else frame[frame$person == person, , drop = FALSE]
}

# The lives that are kept of a sample of people, or that of one of them.
mf_trajectories <- function(run, person = NULL)
{
    if (!run$reader$has("trajectories/moment"))
        stop(run$path, ": keeps no trajectories: run it with --sample SHARE")
    read <- function(column) as.vector(run$reader$all(paste0("trajectories/moment_", column)))
    word <- function(column) {
        words <- mf_words(run, paste0("trajectories/moment_", column))
        factor(words[read(column) + 1L], words)
    }
    number <- function(column, of) factor(of[read(column) + 1L], unique(of))
    cohorts <- as.vector(run$reader$all("cohort"))
    step <- read("step")
    who <- read("person")
    cohort <- findInterval(who, as.vector(run$reader$all("cohort_first_person")))
    day <- c(0, as.vector(run$reader$all("step_time")))[step + 2L]
    frame <- data.frame(replicate = read("replicate"), person = who,
                        cohort = factor(cohorts[cohort], cohorts), step = step, date = mf_start(run) + day,
                        event = word("kind"), where = number("where", as.vector(run$reader$all("where"))),
                        place = number("place", as.vector(run$reader$all("place"))), status = word("status"),
                        need = word("need"), claim = word("claim"))
    for (column in c("protection", "livelihood", "family", "education", "savings", "debt", "harm"))
        frame[[column]] <- read(column)
    if (is.null(person)) frame else frame[frame$person == person, , drop = FALSE]
}

# ---------------------------------------------------------------- pairs

# Is replicate r of one run the pair of replicate r of the other?
mf_check_pair <- function(base, other)
{
    same <- function(name) identical(base$reader$all(name), other$reader$all(name))
    lists <- c("cohort", "cohort_first_person", "cohort_people", "replicate", "step_time", "place")
    differ <- lists[!vapply(lists, same, TRUE)]
    seeds <- c(base$reader$attribute("/", "mixflow_seed"), other$reader$attribute("/", "mixflow_seed"))
    if (seeds[1] != seeds[2])
        differ <- c(differ, "mixflow_seed")
    if (length(differ) > 0)
        stop(base$path, " and ", other$path, " are no pair: they differ in ", toString(differ))
}

# Differences of a table (by default the indicators of years), replicate by replicate.
mf_pair <- function(base, other, name = "indicators/by_year")
{
    mf_check_pair(base, other)
    frame <- mf_get(base, name)
    value <- ncol(frame)
    then <- mf_get(other, name)
    names(frame)[value] <- "base"
    frame$other <- then[[value]]
    frame$difference <- frame$other - frame$base
    frame
}

# ---------------------------------------------------------------- figures

mf_blue <- "#0072B2"
mf_grey <- "#595959"

mf_ribbon <- function(colour) grDevices::adjustcolor(colour, alpha.f = 0.22)

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

# What chance does: medians and bands over replicates, in print as on a projector.
mf_plot_band <- function(dates, values, colour = mf_blue, dash = 1)
{
    band <- apply(values, 1, stats::quantile, c(0.05, 0.25, 0.5, 0.75, 0.95), na.rm = TRUE)
    for (pair in list(c(1, 5), c(2, 4)))
        graphics::polygon(c(dates, rev(dates)), c(band[pair[1], ], rev(band[pair[2], ])), border = NA,
                          col = mf_ribbon(colour))
    graphics::lines(dates, band[3, ], col = colour, lwd = 2, lty = dash)
}

# An empty figure: the unit over the axis, what the bands are below.
mf_frame <- function(dates, values, title, unit)
{
    n <- ncol(values)
    graphics::plot(range(dates), range(0, values), type = "n", xlab = "", ylab = "", bty = "l", las = 1,
                   main = title, sub = sprintf("median, 50 %% and 90 %% of %d replicate%s; %s", n,
                                               if (n == 1) "" else "s",
                                               "chance within the model, not doubt about it"))
    graphics::mtext(unit, side = 3, adj = 0, line = 0.2)
}

# Stocks (or any table with replicate and time first) over time, with bands.
mf_plot_stocks <- function(run, name = "stocks/stock", keep = list(), main = NULL)
{
    values <- mf_over_time(run, name, keep)
    dates <- as.Date(rownames(values))
    title <- if (is.null(main)) paste(c(name, unlist(keep)), collapse = ", ") else main
    mf_frame(dates, values, title, run$reader$attribute(name, "units"))
    mf_plot_band(dates, values)
    invisible(values)
}

# The difference of a pair over time, with bands around the zero line.
mf_plot_difference <- function(base, other, name = "stocks/stock", keep = list(), main = NULL)
{
    mf_check_pair(base, other)
    values <- mf_over_time(other, name, keep) - mf_over_time(base, name, keep)
    dates <- as.Date(rownames(values))
    title <- if (is.null(main)) paste(c("difference from baseline:", unlist(keep)), collapse = " ") else main
    mf_frame(dates, values, title, base$reader$attribute(name, "units"))
    graphics::abline(h = 0, col = mf_grey, lty = 2)
    mf_plot_band(dates, values)
    invisible(values)
}

# What has become of people: persons by fate, dots of each replicate around their mean.
mf_plot_fates <- function(run, main = "What has become of people")
{
    fate <- mf_array(run, "fates/final_fate")
    words <- mf_words(run, "fates/final_fate")
    first <- as.vector(run$reader$all("cohort_first_person"))
    weight <- as.vector(run$reader$all("weight"))[findInterval(seq_len(ncol(fate)) - 1, first)]
    there <- rep(FALSE, ncol(fate))
    for (k in seq_along(first))
        there[first[k] + seq_len(as.vector(run$reader$all("cohort_people"))[k])] <- TRUE
    persons <- apply(fate, 1, function(row)
        tapply(ifelse(there, weight, 0), factor(row, seq_along(words) - 1), sum, default = 0))
    persons <- matrix(persons, length(words), dimnames = list(words, NULL))
    shown <- persons[order(rowMeans(persons)), , drop = FALSE]
    shown <- shown[rowSums(shown) > 0, , drop = FALSE]
    old <- graphics::par(mar = c(6, 12, 3, 1))
    on.exit(graphics::par(old))
    graphics::plot(range(0, shown), c(0.5, nrow(shown) + 0.5), type = "n", yaxt = "n", ylab = "", bty = "l",
                   xlab = sprintf("persons (bar: mean; dots: each of %d replicates)", ncol(shown)), main = main)
    graphics::axis(2, seq_len(nrow(shown)), gsub("_", " ", rownames(shown)), las = 1, tick = FALSE)
    graphics::segments(0, seq_len(nrow(shown)), rowMeans(shown), lwd = 9, lend = 1, col = mf_ribbon(mf_blue))
    graphics::points(shown, rep(seq_len(nrow(shown)), ncol(shown)), pch = 19, cex = 0.7, col = mf_blue)
    invisible(persons)
}
