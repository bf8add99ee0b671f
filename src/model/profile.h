/* profile.h - what differs between Pythons in how they treat memory.

   The image holds one profile, that of 3.11: whatever depends on the version is to be read from there.  The rows of newer
   ones serve remarks beside figures that these answer otherwise. */
#ifndef GH_MODEL_PROFILE_H
#define GH_MODEL_PROFILE_H

#include "share/own.h"

enum { PROFILE_GENERATIONS = 3 };

typedef struct Profile { /* fields: profile.def */
    char version[8];
    int thresholds[PROFILE_GENERATIONS];
    int small_int_max;
    int64_t immortal;
    bool lends_locals;
    int str_head;
} Profile;

typedef enum ProfileId {
#define PROFILE(id, version, threshold0, threshold1, threshold2, small_int_max, immortal, lends_locals, str_head) PROFILE_##id,
#include "model/profile.def"
#undef PROFILE
    PROFILES
} ProfileId;

/* profile_of: a row of profile.def. */
const Profile *profile_of(ProfileId id);

#endif
