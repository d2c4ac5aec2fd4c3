# The files of the page inside the program: their bytes by the assembler, their names in a table.
# mixflow_embed(NAME FILE NAME FILE ...) makes web_files.c and web_files.S.

function(mixflow_embed)
  set(bytes "/* Made by the build. */\n    .section .rodata\n")
  set(externs "")
  set(rows "")
  set(files "")
  set(i 0)
  while(ARGN)
    list(POP_FRONT ARGN name file)
    list(APPEND files ${file})
    string(APPEND bytes "    .balign 16\n    .global web_file_${i}, web_file_${i}_end\nweb_file_${i}:\n"
                        "    .incbin \"${file}\"\nweb_file_${i}_end:\n    .byte 0\n")
    string(APPEND externs "extern const unsigned char web_file_${i}[], web_file_${i}_end[];\n")
    string(APPEND rows "    { \"${name}\", web_file_${i}, web_file_${i}_end },\n")
    math(EXPR i "${i} + 1")
  endwhile()
  file(CONFIGURE OUTPUT web_files.S CONTENT "${bytes}    .section .note.GNU-stack,\"\",%progbits\n" @ONLY)
  file(CONFIGURE OUTPUT web_files.c CONTENT
       "/* Made by the build. */\n#include \"cli/web.h\"\n\n${externs}\nconst web_file web_files[] = {\n${rows}    { .name = NULL },\n};\n" @ONLY)
  set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/web_files.S PROPERTIES OBJECT_DEPENDS "${files}")
endfunction()
