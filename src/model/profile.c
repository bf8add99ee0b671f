/* profile.c - see profile.h. */
#include "model/profile.h"

static const Profile rows[PROFILES] = {
#define PROFILE(id, version, threshold0, threshold1, threshold2, small_int_max, immortal, lends_locals, str_head) \
    {version, {threshold0, threshold1, threshold2}, small_int_max, immortal, lends_locals, str_head},
#include "model/profile.def"
#undef PROFILE
};

const Profile *profile_of(ProfileId id) { return &rows[id]; }
