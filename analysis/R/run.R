# A result as it lies on disk: one of two libraries, opened, told of and closed.

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
