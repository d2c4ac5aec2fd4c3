# hdf5r, as analysis/mixflow.R reads.
suppressPackageStartupMessages(library(hdf5r))
source(file.path(Sys.getenv("MIXFLOW_SOURCE"), "tests/analysis/readers.R"))

find_all(function(path) H5File$new(path, mode = "r"),
         function(file, table) {
             data <- file[[table]]
             # an empty selection is an error in hdf5r: the shape is known without reading
             if (prod(data$dims) == 0) array(0, data$dims) else data$read(drop = FALSE)
         },
         function(file) file$close_all())
