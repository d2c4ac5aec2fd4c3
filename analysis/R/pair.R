# Differences of a pair of runs, replicate by replicate.

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
