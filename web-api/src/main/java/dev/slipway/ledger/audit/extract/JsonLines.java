package dev.slipway.ledger.audit.extract;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A file of JSON values, one a line. */
final class JsonLines {
    private final Writer out;

    JsonLines(OutputStream file) {
        out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }

    void add(String json) throws IOException {
        out.write(json);
        out.write('\n');
    }

    /** Ends it; the stream stays open. */
    void end() throws IOException {
        out.flush();
    }
}
