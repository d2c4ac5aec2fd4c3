# A map of land and places; lengths in inches, equirectangular about the middle latitude.

mf_land <- function() utils::read.csv(file.path(mf_folder, "mixflow", "land.csv"))

# The panel that is next: land under it; returns inches from degrees, a function of lon and lat.
mf_map <- function(known)
{
    graphics::plot.new()
    size <- graphics::par("pin")
    graphics::plot.window(c(0, size[1]), c(0, size[2]), xaxs = "i", yaxs = "i")
    lon <- range(known$lon)
    lat <- range(known$lat)
    cosine <- cos(mean(lat) * pi / 180)
    y <- 0.86 * min(size[1] / max(diff(lon) * cosine, 0.5), size[2] / max(diff(lat), 0.5))
    at <- function(a, b) cbind(x = (a - mean(lon)) * y * cosine + size[1] / 2, y = (b - mean(lat)) * y + size[2] / 2)
    for (ring in split(mf_land(), mf_land()$ring)) {
        points <- at(ring$lon, ring$lat)
        turn <- c(2:nrow(points), 1)
        water <- sum(points[, 1] * points[turn, 2] - points[turn, 1] * points[, 2]) > 0 # counterclockwise
        graphics::polygon(points, col = if (water) "white" else "#e9e9e6", border = "#cfcfca", lwd = 0.7)
    }
    graphics::box(bty = "o", col = "#cfcfca")
    at
}

# Outline of a leg from a to b, bent a little to its left, tapering to a third.
mf_leg <- function(a, b, width)
{
    t <- seq(0, 1, length.out = 25)
    bend <- (a + b) / 2 + 0.10 * c(a[2] - b[2], b[1] - a[1])
    line <- outer((1 - t)^2, a) + outer(2 * t * (1 - t), bend) + outer(t^2, b)
    tangent <- line[c(2:25, 25), ] - line[c(1, 1:24), ]
    side <- cbind(-tangent[, 2], tangent[, 1]) / pmax(sqrt(rowSums(tangent^2)), 1e-9)
    half <- width / 2 * (1 - 0.67 * t)
    rbind(line + side * half, (line - side * half)[25:1, ])
}

# Names of places where there is room, in that order.
mf_place_names <- function(known, at, most = 14)
{
    size <- graphics::par("pin")
    high <- graphics::strheight("Ag")
    taken <- rbind(cbind(at - 0.03, at + 0.03), c(0, 0, 2.7, 1.35)) # of dots and of the key
    for (i in seq_len(nrow(known))) {
        wide <- graphics::strwidth(known$short[i])
        for (off in list(c(0.08, -high / 2), c(-0.08 - wide, -high / 2), c(-wide / 2, 0.08), c(-wide / 2, -0.08 - high),
                         c(0.07, 0.04), c(-0.07 - wide, 0.04), c(0.07, -0.04 - high), c(-0.07 - wide, -0.04 - high))) {
            box <- c(at[i, ] + off, at[i, ] + off + c(wide, high))
            free <- !any(box[1] < taken[, 3] & taken[, 1] < box[3] & box[2] < taken[, 4] & taken[, 2] < box[4])
            if (free && all(box > 0.02) && box[3] < size[1] - 0.02 && box[4] < size[2] - 0.02) {
                mf_halo(box[1], box[2] + high / 2, known$short[i], adj = c(0, 0.5))
                taken <- rbind(taken, box)
                most <- most - 1
                break
            }
        }
        if (most == 0)
            return(invisible())
    }
}

mf_round_below <- function(value) # 1, 2 or 5 times a power of ten, not above
{
    steps <- c(1, 2, 5) * 10^floor(log10(max(value, 1e-9)))
    max(steps[steps <= max(value, 1e-9) * (1 + 1e-9)])
}
