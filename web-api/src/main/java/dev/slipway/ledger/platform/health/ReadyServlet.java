package dev.slipway.ledger.platform.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.sql.DataSource;

/** Tells httpd's balancer whether to send requests here: 200 or 503. */
@WebServlet("/internal/ready")
public class ReadyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:jboss/datasources/HandbookDS")
    transient DataSource database;

    @Resource
    transient ManagedExecutorService executor;

    @SuppressWarnings("NullAway.Init") // by init
    private transient DatabaseProbe probe;

    @Override
    public void init() {
        probe = new DatabaseProbe(database, executor);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isReady = probe.isAnswering();
        response.setStatus(isReady ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=US-ASCII");
        response.getWriter().println(isReady ? "ready" : "the database does not answer");
    }
}
