# A text file as a C string: cmake -D IN=init.cfg -D OUT=init_text.c -D NAME=init_text -P embed.cmake

file(READ ${IN} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1, " bytes "${bytes}")
string(REGEX REPLACE "(0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., 0x.., )"
       "\\1\n    " bytes "${bytes}")
get_filename_component(from ${IN} NAME)
file(WRITE ${OUT} "/* Made from ${from} by the build. */\n#include \"cli/${NAME}.h\"\n\n"
     "const char ${NAME}[] = {\n    ${bytes}0\n};\n")
