package org.jixiao.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** What a sender states about a project at one revision: the project itself, or its goal. */
sealed interface Fact {

    int YEAR = 2025;

    String projectCode();

    String departmentCode();

    boolean issued();

    ObjectNode json();

    /**
     * A project.
     *
     * @param fiscalAppropriation in fen, as are the other amounts; null is a blank
     */
    record Project(
            String projectCode,
            String unitCode,
            String funding,
            Long fiscalAppropriation,
            Long specialAccount,
            Long other,
            Long executed,
            boolean issued)
            implements Fact {

        @Override
        public String departmentCode() {
            return unitCode.substring(0, 9);
        }

        /** In fen; null when every source is blank. */
        Long total() {
            return sum(fiscalAppropriation, specialAccount, other);
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("projectCode", projectCode)
                    .put("fiscalYear", YEAR)
                    .put("name", "项目 " + projectCode.substring(9))
                    .putNull("documentNumber")
                    .put("funding", funding)
                    .put("regionCode", unitCode.substring(0, 6))
                    .put("departmentCode", departmentCode())
                    .put("unitCode", unitCode)
                    .put("currency", "CNY");
            json.putObject("amounts")
                    .put("fiscalAppropriation", yuan(fiscalAppropriation))
                    .put("specialAccount", yuan(specialAccount))
                    .put("other", yuan(other));
            return json.put("executed", yuan(executed)).put("state", issued ? "ISSUED" : "WITHDRAWN");
        }
    }

    /** A goal with so many indicators. */
    record Goal(String projectCode, String departmentCode, String statement, int indicators, boolean issued)
            implements Fact {

        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("projectCode", projectCode)
                    .put("fiscalYear", YEAR)
                    .put("departmentCode", departmentCode)
                    .put("statement", statement);
            ArrayNode list = json.putArray("indicators");
            for (int sequence = 1; sequence <= indicators; sequence++) {
                list.addObject()
                        .put("sequence", sequence)
                        .put("categoryCode", "1")
                        .put("typeCode", "11")
                        .put("name", "办理案件数 " + sequence)
                        .put("periodTarget", "≥" + (50 + sequence) + "件")
                        .put("annualTarget", "≥" + (50 + sequence) + "件")
                        .putNull("weight");
            }
            return json.put("state", issued ? "ISSUED" : "WITHDRAWN");
        }
    }

    /** The sum of what is there; null when nothing is. */
    static Long sum(Long... fen) {
        return Stream.of(fen).filter(each -> each != null).reduce(Long::sum).orElse(null);
    }

    /** As it stands on the wire. */
    static String yuan(Long fen) {
        return fen == null ? null : BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
