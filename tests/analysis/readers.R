# What every reader of a result must find in R (readers_files.py): shapes, in R's order, and sums.

folder <- Sys.getenv("MIXFLOW_READERS")
expected <- read.delim(file.path(folder, "expected.tsv"), quote = "", colClasses = "character",
                       encoding = "UTF-8")

wrong_with <- function(row, values)
{
    shape <- rev(as.integer(strsplit(row$shape, ",")[[1]]))
    found <- if (is.null(dim(values))) length(values) else dim(values)
    if (row$kind == "text") {
        total <- sum(nchar(values, "bytes"))
    } else {
        if (!is.numeric(values) || inherits(values, "integer64"))
            return(paste("not plain numbers but", class(values)[1]))
        total <- sum(as.double(values), na.rm = TRUE)
    }
    if (!identical(as.integer(found), shape))
        return(paste("shape", toString(found), "and not", toString(shape)))
    sum <- as.double(row$sum)
    if (abs(total - sum) > 1e-12 * max(1, abs(sum)))
        return(paste("sum", total, "and not", row$sum))
    first <- if (row$kind == "text") row$first else as.double(row$first)
    if (length(values) > 0 && !identical(is.na(first), is.na(values[1])))
        return("first value missing")
    if (length(values) > 0 && !is.na(first) && as.vector(values)[1] != first)
        return(paste("first value", values[1], "and not", row$first))
    NULL
}

# `open(path)` gives a file, `read(file, table)` an array; all that is wrong is told at once.
find_all <- function(open, read, close)
{
    wrong <- character()
    for (name in unique(expected$file)) {
        file <- open(file.path(folder, paste0(name, ".h5")))
        for (i in which(expected$file == name)) {
            row <- expected[i, ]
            said <- tryCatch(wrong_with(row, read(file, row$path)), error = conditionMessage)
            if (!is.null(said))
                wrong <- c(wrong, paste0(name, ".h5: ", row$path, ": ", said))
        }
        close(file)
    }
    writeLines(c(wrong, paste(nrow(expected), "tables,", length(wrong), "wrong")))
    quit(status = if (length(wrong) > 0 || nrow(expected) < 200) 1 else 0)
}
