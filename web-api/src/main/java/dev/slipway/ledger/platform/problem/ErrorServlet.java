package dev.slipway.ledger.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Words the errors that the servlet container itself answers with, chiefly the refusal of a caller without a login:
 * problem+json below {@code /api}, elsewhere a small page in the style of httpd's own.
 */
@WebServlet("/internal/error")
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s · Slipway</title>
            <link rel="stylesheet" href="/-/errors/errors.css">
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="/">Go to the first page</a></p>
            <p><small>Slipway · %3$d</small></p>
            </main>
            </body>
            </html>
            """;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = problem(request);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setIntHeader("Retry-After", Incident.RETRY_AFTER_SECONDS);
        }
        String address = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (address != null && (address + "/").startsWith("/api/")) {
            problem.send(response);
        } else {
            byte[] page = PAGE.formatted(problem.title(), problem.detail(), problem.status())
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        }
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause) {
            return Incident.of(cause).problem();
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (status == HttpServletResponse.SC_FORBIDDEN) {
            // No address requires a role by the container's configuration, so a 403 of the container comes from the
            // login.
            return ProblemType.SIGN_IN_FAILED.detailed(
                    "Keycloak did not answer, or this login had expired. Try again.");
        }
        ProblemType type = ProblemType.ofStatus(status);
        return type.detailed(WebApplicationExceptionMapper.detail(type));
    }
}
