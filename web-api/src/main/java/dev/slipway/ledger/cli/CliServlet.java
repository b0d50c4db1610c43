package dev.slipway.ledger.cli;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The CLI's file, and its digest in the form that {@code sha256sum --check} reads. */
@WebServlet({Program.PATH, CliServlet.DIGEST})
public class CliServlet extends HttpServlet {
    static final String DIGEST = Program.PATH + ".sha256";

    private static final long serialVersionUID = 1L;

    @Inject
    transient Program program;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String sha256 = program.sha256();
        if (request.getServletPath().equals(DIGEST)) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write((sha256 + "  slipway.jar\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String tag = '"' + sha256 + '"';
        response.setHeader("ETag", tag);
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/java-archive");
        response.setHeader("Content-Disposition", "attachment; filename=\"slipway.jar\"");
        try (InputStream file = program.open()) {
            response.setContentLengthLong(program.size());
            file.transferTo(response.getOutputStream());
        }
    }

    static boolean isKnown(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }
}
