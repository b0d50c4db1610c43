package dev.slipway.line.service.app;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Writes a row at each call, and says as whom it did, and who is signed in. */
@WebServlet(
        urlPatterns = {"/rows", "/account/rows"},
        loadOnStartup = 1)
public class RowsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:comp/DefaultDataSource")
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient DataSource database;

    /** Made by the container. */
    public RowsServlet() {}

    /** Workers come one after the other. */
    @Override
    public void init() throws ServletException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists entry (at timestamptz not null)");
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into entry values (now())");
            try (ResultSet rows = statement.executeQuery("select current_user")) {
                rows.next();
                response.getWriter().print(rows.getString(1) + " for " + request.getRemoteUser());
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
