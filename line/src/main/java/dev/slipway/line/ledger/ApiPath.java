package dev.slipway.line.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of the API with query parameters. */
public final class ApiPath {
    private final StringBuilder text;
    private char separator = '?';

    private ApiPath(String path) {
        text = new StringBuilder(path);
    }

    /** A path below {@code /api/v1/}. */
    public static ApiPath of(String path) {
        return new ApiPath(path);
    }

    /** A copy with a parameter, unless its value is null. */
    public ApiPath with(String parameter, @Nullable Object value) {
        if (value != null) {
            text.append(separator)
                    .append(parameter)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
