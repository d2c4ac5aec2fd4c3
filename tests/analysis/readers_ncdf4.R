# ncdf4: variables by their path, scales as dimensions.
suppressPackageStartupMessages(library(ncdf4))
source(file.path(Sys.getenv("MIXFLOW_SOURCE"), "tests/analysis/readers.R"))

find_all(nc_open,
         function(file, table) {
             if (table %in% names(file$var))
                 return(ncvar_get(file, table, collapse_degen = FALSE))
             scale <- file$dim[[table]]
             if (is.null(scale))
                 stop("neither a variable nor a dimension")
             scale$vals
         },
         nc_close)
