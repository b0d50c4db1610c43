package dev.slipway.line.agent.deployment.check.code;

import java.nio.charset.StandardCharsets;

/** Class files, as far as they are read. */
final class ClassFiles {
    private ClassFiles() {}

    /** One with one constant, as far as its access flags. */
    static byte[] type(int access, String reference) {
        String file = "\u00ca\u00fe\u00ba\u00be\0\0\0\u003d" + "\0\u0002" + "\u0001\0" + (char) reference.length()
                + reference + (char) (access >> 8) + (char) (access & 0xff);
        return file.getBytes(StandardCharsets.ISO_8859_1);
    }
}
