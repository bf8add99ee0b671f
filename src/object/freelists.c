/* freelists.c - a full collection gives back what waits on the free lists, in 3.11's order. */
#include "object/object.h"

void clear_free_lists(Runtime *rt)
{
    tuple_clear_free_lists(rt);
    float_clear_free_list(rt);
    list_clear_free_lists(rt);
    dict_clear_free_lists(rt);
}
