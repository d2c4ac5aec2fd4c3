# Tables as arrays with labels, and as data frames.

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
