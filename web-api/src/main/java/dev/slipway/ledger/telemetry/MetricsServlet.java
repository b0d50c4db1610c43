package dev.slipway.ledger.telemetry;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The metrics over HTTP, at the path that Prometheus expects; for viewers, like everything else. */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient TelemetryService telemetry;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isUserInRole(Roles.VIEWER)) {
            ProblemType.FORBIDDEN
                    .detailed("Your account lacks the role that this needs.")
                    .send(response);
            return;
        }
        byte[] text = telemetry.exposition().getBytes(StandardCharsets.UTF_8);
        response.setContentType(Exposition.MEDIA_TYPE);
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
