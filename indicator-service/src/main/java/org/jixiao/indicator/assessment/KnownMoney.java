package org.jixiao.indicator.assessment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jixiao.indicator.evaluation.Spending;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** What budget-service has published of a project's money. */
final class KnownMoney {

    private static final String SELECT =
            "select money_known, total, executed from known_project where project_code = ?";
    private static final Duration SOON = Duration.ofSeconds(10);

    private KnownMoney() {}

    /**
     * The project's adjusted budget and what was spent of it.
     *
     * @param explanation why not more was spent
     * @throws Problem UNAVAILABLE while the money of projects is being read again after an upgrade
     */
    static Spending of(Connection connection, String projectCode, String explanation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, projectCode);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Spending.unknown(explanation);
                }
                if (!row.getBoolean(1)) {
                    throw Problem.unavailable(
                            Text.of("正在重新读取项目的金额", "The money of projects is being read again"), SOON);
                }
                return new Spending(
                        Money.ofNullable(row.getBigDecimal(2)), Money.ofNullable(row.getBigDecimal(3)), explanation);
            }
        }
    }
}
