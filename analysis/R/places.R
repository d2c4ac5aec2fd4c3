# Places as journeys have them: home, hubs, destinations.

mf_column_of <- function(run, name) as.vector(run$reader$all(name))

# A row a place: id, short name, country, lon, lat (degrees), and whether it lies in a country that
# journeys end in: one with a place whose role is arrival or destination.
mf_places <- function(run)
{
    name <- mf_column_of(run, "place_name")
    id <- mf_column_of(run, "place")
    ends <- sum(2^(match(c("arrival", "destination"), mf_words(run, "place_role")) - 1))
    country <- mf_column_of(run, "place_country")
    aims <- setdiff(country[bitwAnd(as.integer(mf_column_of(run, "place_role")), ends) != 0], "")
    data.frame(place = id, short = mf_short(ifelse(name == "", id, name)), country = country,
               lon = mf_column_of(run, "lon"), lat = mf_column_of(run, "lat"), destination = country %in% aims,
               row.names = id)
}

# A name without what follows a comma or a bracket.
mf_short <- function(name) trimws(sub("(,| \\().*", "", name))

mf_cohort_names <- function(run)
{
    name <- mf_column_of(run, "cohort_name")
    ifelse(name == "", mf_column_of(run, "cohort"), name)
}

# Country of origin of each cohort.
mf_homes <- function(run)
{
    origin <- mf_column_of(run, "cohort_origin")
    mf_column_of(run, "place_country")[match(origin, mf_column_of(run, "place"))]
}

# [place, cohort]: is this place outside the country of the cohort's origin?
mf_abroad <- function(run) outer(mf_column_of(run, "place_country"), mf_homes(run), "!=")

# Persons alive, [replicate, time, place, cohort]: stocks without statuses that end a life.
mf_alive <- function(run)
{
    bit <- 2^(match("terminal", mf_words(run, "status_trait")) - 1)
    living <- bitwAnd(as.integer(mf_column_of(run, "status_trait")), bit) == 0
    stock <- mf_array(run, "stocks/stock")
    rowSums(aperm(stock[, , , living, , drop = FALSE], c(1, 2, 3, 5, 4)), dims = 4)
}
