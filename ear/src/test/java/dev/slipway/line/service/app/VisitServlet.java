package dev.slipway.line.service.app;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A first page that makes a session of whoever asks for it, as JSPs do, and says on which worker, how often, and how many sessions there are. */
@WebServlet("")
public class VisitServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    /** Made by the container. */
    public VisitServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
        session.setAttribute("visits", visits);
        response.setContentType("text/plain");
        response.getWriter().print(System.getProperty("jboss.node.name") + " " + visits + " " + SESSIONS);
    }

    /** Counts them. */
    @WebListener
    public static class Count implements HttpSessionListener {
        /** Made by the container. */
        public Count() {}

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            SESSIONS.incrementAndGet();
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            SESSIONS.decrementAndGet();
        }
    }
}
