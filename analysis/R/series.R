# The few series over time that tell most of a run: where people are, and what happens to them.
# Each is a matrix of time by replicate.

mf_days_per_month <- 365.25 / 12

# Length of the interval before each record, in months; NA before the first.
mf_months <- function(run)
{
    bounds <- mf_array(run, "time_bounds")
    length <- unname(bounds[, 2] - bounds[, 1]) / mf_days_per_month
    ifelse(length > 0, length, NA)
}

# A table with replicate and time first, summed over some of its axes.
mf_sum <- function(run, name, over)
{
    values <- mf_array(run, name)
    keep <- which(!names(dimnames(values)) %in% over)
    values <- aperm(values, c(keep, setdiff(seq_along(dim(values)), keep)))
    if (length(keep) == length(dim(values))) values else rowSums(values, dims = length(keep))
}

mf_on_the_way <- function(run) # alive outside their country, short of a destination country
{
    alive <- mf_alive(run)
    here <- mf_abroad(run) & !mf_places(run)$destination
    t(matrix(matrix(alive, prod(dim(alive)[1:2])) %*% as.vector(here), dim(alive)[1]))
}

mf_passed <- function(run, fate, links) # persons a month, over some links
    t(rowSums(mf_sum(run, "flows/flow", "cohort")[, , links, fate, drop = FALSE], dims = 2)) / mf_months(run)

# Links that lead into a destination country from any other.
mf_crossings <- function(run)
{
    known <- mf_places(run)
    aim <- function(ends) known[mf_column_of(run, ends), "destination"]
    aim("link_to") & !aim("link_from")
}

mf_series <- list(
    on_the_way = list(title = "Abroad, short of a destination country, persons", of = mf_on_the_way),
    waiting = list(title = "Waiting for a decision, persons",
                   of = function(run) t(mf_sum(run, "queues/waiting", c("queue", "cohort")))),
    entering = list(title = "Reaching a destination country, persons a month",
                    of = function(run) mf_passed(run, "arrived", mf_crossings(run))),
    dying = list(title = "Dying on the way, persons a month",
                 of = function(run) mf_passed(run, "died", TRUE)))

mf_dates <- function(run) as.Date(mf_labels(run, "time"))
