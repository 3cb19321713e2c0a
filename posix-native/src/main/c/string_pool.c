/*
 * Stands in for TeaVM's stringhash.c in every program's one translation unit: a literal becomes a string as it is. TeaVM
 * would enter all of them in a table, for String.intern, which nothing here calls; the table alone would be more memory
 * than all else that an idle supervise touches.
 */
TeaVM_String *teavm_registerString(TeaVM_String *string) {
  string->parent.header = TEAVM_PACK_CLASS(teavm_stringClass) | (int32_t) INT32_C(0x80000000);
  string->characters->parent.header = TEAVM_PACK_CLASS(teavm_charArrayClass) | (int32_t) INT32_C(0x80000000);
  return string;
}

TeaVM_String *teavm_internString(TeaVM_String *string) {
  (void) string;
  abort();
}

/* The collector walks the table, which is empty. */
void teavm_stringHashtableRewind(void) {}

void *teavm_stringHashtableCurrent(void) {
  return 0;
}

void teavm_stringHashtableUpdateRef(void *reference) {
  (void) reference;
}

void teavm_stringHashtableNext(void) {}

void teavm_stringHashtableDelete(void) {}
