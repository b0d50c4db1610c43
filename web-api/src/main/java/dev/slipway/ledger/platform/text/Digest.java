package dev.slipway.ledger.platform.text;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an archive or another file, by which the ledger identifies it: its SHA-256. In JSON and in the database
 * it is its text.
 *
 * @param text {@link Sha256#PREFIX} and 64 of 0-9 and a-f
 */
public record Digest(String text) {
    private static final Pattern FORM = Pattern.compile(Text.DIGEST);

    /**
     * Checks the form; a client's text must have been validated before.
     *
     * @throws IllegalArgumentException if it is not the text of a digest
     */
    public Digest {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a digest");
        }
    }

    /** The digest of this text; empty if it has another form. */
    public static Optional<Digest> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
    }

    /** The digest of this text, which must have the form; empty for null. */
    public static Optional<Digest> ofNullable(@Nullable String text) {
        return Optional.ofNullable(text).map(Digest::new);
    }

    /** From the 32 bytes of the SHA-256. */
    public static Digest of(byte[] bytes) {
        return ofHex(HexFormat.of().formatHex(bytes));
    }

    /** From its 64 lower-case hexadecimal digits. */
    public static Digest ofHex(String hex) {
        return new Digest(Sha256.PREFIX + hex);
    }

    /** Its 64 hexadecimal digits, without {@link Sha256#PREFIX}. */
    public String hex() {
        return Sha256.hexOf(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
