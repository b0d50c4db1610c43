package dev.slipway.ledger.cli;

import dev.slipway.ledger.platform.http.EntityTagFilter;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

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
        response.setHeader("ETag", '"' + sha256 + '"');
        if (EntityTagFilter.isKnown(request.getHeader("If-None-Match"), sha256)) {
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
}
