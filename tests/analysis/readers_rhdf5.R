# rhdf5, Bioconductor's reader.
suppressPackageStartupMessages(library(rhdf5))
source(file.path(Sys.getenv("MIXFLOW_SOURCE"), "tests/analysis/readers.R"))

find_all(function(path) path, function(file, table) h5read(file, table), function(file) h5closeAll())
