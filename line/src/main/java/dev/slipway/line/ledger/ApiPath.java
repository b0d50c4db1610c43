package dev.slipway.line.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of the API with query parameters. */
public final class ApiPath {
    private final String text;

    private ApiPath(String text) {
        this.text = text;
    }

    /** A path below {@code /api/v1/}. */
    public static ApiPath of(String path) {
        return new ApiPath(path);
    }

    /** A copy with a parameter, unless its value is null. */
    public ApiPath with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        String separator = text.contains("?") ? "&" : "?";
        String encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        return new ApiPath(text + separator + parameter + "=" + encoded);
    }

    @Override
    public String toString() {
        return text;
    }
}
