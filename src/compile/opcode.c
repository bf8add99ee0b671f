/* opcode.c - the tables that opcode.def unfolds into. */
#include "compile/opcode.h"

const uint8_t opcode_caches[256] = {
#define OP(name, number, ncaches, flags) [number] = ncaches,
#include "compile/opcode.def"
#undef OP
};

const uint8_t opcode_flags[256] = {
#define OP(name, number, ncaches, flags) [number] = flags,
#include "compile/opcode.def"
#undef OP
};

const char *const opcode_names[256] = {
#define OP(name, number, ncaches, flags) [number] = #name,
#include "compile/opcode.def"
#undef OP
};
