# The stream of events and the lives of the sample, found by their index.

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
