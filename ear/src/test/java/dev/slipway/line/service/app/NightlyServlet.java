package dev.slipway.line.service.app;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Begins the nightly job, and says whether it is under way. */
@WebServlet("/job")
public class NightlyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient NightlyJob job;

    /** Made by the container. */
    public NightlyServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        job.begin();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(job.isRunning());
    }
}
