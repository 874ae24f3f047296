package org.jixiao.budget.department;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jixiao.budget.region.Regions;
import org.jixiao.budget.region.Stay;
import org.jixiao.budget.rule.Breach;
import org.jixiao.budget.rule.ReadOnly;
import org.jixiao.budget.rule.Rule;
import org.jixiao.budget.rule.Versions;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/** Registers and renames departments and their units. Each change is published with the whole department. */
@ApplicationScoped
class Registering {

    private final Departments departments;
    private final SpendingUnits units;
    private final Regions regions;
    private final DepartmentEvents events;

    Registering(Departments departments, SpendingUnits units, Regions regions, DepartmentEvents events) {
        this.departments = departments;
        this.units = units;
        this.regions = regions;
        this.events = events;
    }

    /**
     * Sets name and region of a department, and where it lay in the course of time when the body says so.
     *
     * @param body accepted by its schema
     * @throws Problem CODE_MISMATCH, MEMBERSHIP_ORDER, UNKNOWN_REFERENCE, READ_ONLY_FIELD, or the precondition's
     */
    @Transactional(rollbackOn = Exception.class)
    DepartmentView department(String departmentCode, JsonNode body, Precondition precondition, String caller)
            throws SQLException {
        Optional<DepartmentEntity> current = departments.lock(departmentCode);
        Versions.require(precondition, current.map(each -> each.version).orElse(null));
        String regionCode = body.get("regionCode").asText();
        List<Breach> breaches = new ArrayList<>(ReadOnly.of(body)
                .code("departmentCode", departmentCode)
                .version(precondition)
                .breaches());
        requireRegistered(regionCode, "/regionCode", breaches);
        if (!departmentCode.startsWith(regionCode)) {
            Text message = Text.of("部门代码须以区划代码开头", "The department's code must start with the region's");
            breaches.add(new Breach(Rule.CODE_MISMATCH, "/regionCode", message));
        }
        List<Membership> memberships = memberships(body, breaches);
        Breach.refuse(breaches);
        DepartmentEntity department = current.orElseGet(() -> DepartmentEntity.of(departmentCode, regionCode));
        department.name = body.get("name").asText();
        if (!memberships.isEmpty()) {
            department.memberships = Membership.write(memberships);
        }
        record(department, caller);
        return DepartmentView.of(department);
    }

    /**
     * Sets the name of a department's unit.
     *
     * @param body accepted by its schema
     * @throws Problem NOT_FOUND without the department, CODE_MISMATCH, READ_ONLY_FIELD, or the precondition's
     */
    @Transactional(rollbackOn = Exception.class)
    SpendingUnitView unit(
            String departmentCode, String unitCode, JsonNode body, Precondition precondition, String caller)
            throws SQLException {
        DepartmentEntity department = departments.lock(departmentCode).orElseThrow(Problem::notFound);
        Optional<SpendingUnitEntity> current =
                units.findByIdOptional(unitCode).filter(found -> found.departmentCode.equals(departmentCode));
        Versions.require(precondition, current.map(each -> each.version).orElse(null));
        List<Breach> breaches = new ArrayList<>(ReadOnly.of(body)
                .code("unitCode", unitCode)
                .code("departmentCode", departmentCode)
                .version(precondition)
                .breaches());
        if (!unitCode.startsWith(departmentCode)) {
            Text message = Text.of("单位代码须以部门代码开头", "The unit's code must start with the department's");
            breaches.add(new Breach(Rule.CODE_MISMATCH, "/unitCode", message));
        }
        Breach.refuse(breaches);
        SpendingUnitEntity unit = current.orElseGet(() -> SpendingUnitEntity.of(unitCode, departmentCode));
        unit.name = body.get("name").asText();
        unit.version++;
        units.persist(unit);
        record(department, caller);
        return SpendingUnitView.of(unit);
    }

    /** What the body says about the course of time; empty when it says nothing, and nothing changes then. */
    private List<Membership> memberships(JsonNode body, List<Breach> breaches) {
        List<Membership> memberships = Membership.read(body.path("memberships"));
        for (int i = 0; i < memberships.size(); i++) {
            Membership each = memberships.get(i);
            requireRegistered(each.regionCode(), "/memberships/" + i + "/regionCode", breaches);
            if (!each.isOrdered() || (i > 0 && !memberships.get(i - 1).precedes(each))) {
                Text message = Text.of("各段隶属关系须依次相接，不得重叠", "Memberships must follow each other and not overlap");
                breaches.add(new Breach(Rule.MEMBERSHIP_ORDER, "/memberships/" + i, message));
            }
        }
        return memberships;
    }

    private void requireRegistered(String regionCode, String pointer, List<Breach> breaches) {
        if (!regions.isRegistered(regionCode)) {
            Text message = Text.of("行政区划 %s 未登记", "Region %s is not registered", regionCode);
            breaches.add(new Breach(Rule.UNKNOWN_REFERENCE, pointer, message));
        }
    }

    private void record(DepartmentEntity department, String caller) throws SQLException {
        department.version++;
        try {
            departments.persistAndFlush(department);
        } catch (ConstraintViolationException createdMeanwhile) {
            throw Precondition.stale();
        }
        List<Stay> stays = Membership.of(department).stream()
                .flatMap(each -> regions.upwards(each.regionCode(), each.from(), each.to()).stream())
                .toList();
        events.record(department, stays, units.of(department.departmentCode), caller);
    }
}
