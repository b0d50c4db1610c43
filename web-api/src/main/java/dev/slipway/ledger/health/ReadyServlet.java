package dev.slipway.ledger.health;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells httpd's balancer whether to send requests here: 200 or 503. */
@WebServlet("/internal/ready")
public class ReadyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient DatabaseProbe database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isReady = database.isAnswering();
        response.setStatus(isReady ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=US-ASCII");
        response.getWriter().println(isReady ? "ready" : "the database does not answer");
    }
}
