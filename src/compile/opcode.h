/* opcode.h - the opcodes of opcode.def as numbers and tables: shared by the compiler, the VM and dis. */
#ifndef GH_COMPILE_OPCODE_H
#define GH_COMPILE_OPCODE_H

#include "share/own.h"

enum { /* what an instruction's argument is */
    OPF_CONST = 1, /* index into co_consts */
    OPF_NAME = 2,  /* index into co_names (LOAD_GLOBAL: shifted by one) */
    OPF_JUMP = 4,  /* units to jump forward from behind the caches */
    OPF_BACK = 8,  /* units to jump backward from behind the caches */
    OPF_LOCAL = 16, /* index into localsplus: a plain local */
    OPF_FREE = 32  /* index into localsplus: a cell or free variable */
};

typedef enum Opcode {
#define OP(name, number, ncaches, flags) OP_##name = number,
#include "compile/opcode.def"
#undef OP
    OP_HAVE_ARGUMENT = 90
} Opcode;

/* By opcode number; a number that 3.11 does not use has no name (NULL) and no caches. */
extern const uint8_t opcode_caches[256];
extern const uint8_t opcode_flags[256];
extern const char *const opcode_names[256];

/* opcode_cache_count: code units of inline cache behind an instruction [op]. */
static inline int opcode_cache_count(int op) { return opcode_caches[op]; }

#endif
