package io.daemontools.posix.c;

/** The value of an environment variable, read in place: it may be larger than the heap. */
final class NativeVariable implements CharSequence {
    private final int index;
    private final int length;

    /** The value of the variable at an index of the environment. */
    NativeVariable(int index) {
        this.index = index;
        this.length = C.variableLength(index);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int position) {
        return (char) C.variableByte(index, position);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        char[] chars = new char[end - start];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = charAt(start + i);
        }
        return new String(chars);
    }

    @Override
    public String toString() {
        return subSequence(0, length).toString();
    }
}
