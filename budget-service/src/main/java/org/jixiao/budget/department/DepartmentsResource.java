package org.jixiao.budget.department;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jixiao.budget.rule.Parameter;
import org.jixiao.budget.rule.Versions;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.JsonSchema;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** Departments and their spending units. */
@Path("/api/v1/departments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reference data 基础数据")
@RolesAllowed({"budget.read", "budget.write", "ops"})
class DepartmentsResource {

    private static final String DEPARTMENT = "{departmentCode: [0-9]{9}}";
    private static final String UNITS = DEPARTMENT + "/units";
    private static final String UNIT = UNITS + "/{unitCode: [0-9]{12}}";
    private static final JsonSchema DEPARTMENT_BODY = JsonSchema.ofResource("/contracts/schemas/department-1.0.json");
    private static final JsonSchema UNIT_BODY = JsonSchema.ofResource("/contracts/schemas/unit-1.0.json");

    private final Departments departments;
    private final SpendingUnits units;
    private final Registering registering;
    private final SecurityIdentity caller;

    DepartmentsResource(
            Departments departments, SpendingUnits units, Registering registering, SecurityIdentity caller) {
        this.departments = departments;
        this.units = units;
        this.registering = registering;
        this.caller = caller;
    }

    /** One page of departments. */
    @Schema(name = "Departments")
    record DepartmentPage(
            List<DepartmentView> items,
            @Schema(nullable = true) String nextCursor) {}

    /** One page of a department's units. */
    @Schema(name = "SpendingUnits")
    record UnitPage(
            List<SpendingUnitView> items,
            @Schema(nullable = true) String nextCursor) {}

    @GET
    @Operation(summary = "Departments of a region and what lies below it 部门列表")
    public DepartmentPage listDepartments(
            @QueryParam("region") String region,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        String code = new Parameter("region", region).code(6);
        Page.Request request = Page.Request.of(cursor, new Parameter("limit", limit).number());
        Scope scope = Scope.of(caller);
        Page<DepartmentEntity> page = Page.of(
                departments.find(scope, code == null ? scope : Scope.ofCodes(Set.of(code)), request),
                request,
                department -> department.departmentCode);
        return new DepartmentPage(page.items().stream().map(DepartmentView::of).toList(), page.nextCursor());
    }

    @GET
    @Path(DEPARTMENT)
    @Operation(summary = "A department 部门")
    @APIResponseSchema(DepartmentView.class)
    public Response getDepartment(@PathParam("departmentCode") String departmentCode, @Context Request request) {
        requireInScope(departmentCode);
        DepartmentEntity department =
                departments.findByIdOptional(departmentCode).orElseThrow(Problem::notFound);
        return Versions.answer(request, department.version, DepartmentView.of(department));
    }

    @PUT
    @Path(DEPARTMENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ops")
    @Operation(summary = "Register or rename a department 登记部门")
    @APIResponseSchema(DepartmentView.class)
    public Response putDepartment(
            @PathParam("departmentCode") String departmentCode,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(ref = "DepartmentBody"))) byte[] body)
            throws SQLException {
        requireInScope(departmentCode);
        Precondition precondition = Precondition.of(headers);
        DepartmentView department = registering.department(
                departmentCode,
                DEPARTMENT_BODY.readBody(body),
                precondition,
                caller.getPrincipal().getName());
        return Versions.written(precondition, department.version(), department, uri.getRequestUri());
    }

    @GET
    @Path(UNITS)
    @Operation(summary = "The spending units of a department 资金使用单位列表")
    public UnitPage listUnits(
            @PathParam("departmentCode") String departmentCode,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        requireInScope(departmentCode);
        if (departments.findByIdOptional(departmentCode).isEmpty()) {
            throw Problem.notFound();
        }
        Page.Request request = Page.Request.of(cursor, new Parameter("limit", limit).number());
        Page<SpendingUnitEntity> page = Page.of(units.of(departmentCode, request), request, unit -> unit.unitCode);
        return new UnitPage(page.items().stream().map(SpendingUnitView::of).toList(), page.nextCursor());
    }

    @GET
    @Path(UNIT)
    @Operation(summary = "A spending unit 资金使用单位")
    @APIResponseSchema(SpendingUnitView.class)
    public Response getUnit(
            @PathParam("departmentCode") String departmentCode,
            @PathParam("unitCode") String unitCode,
            @Context Request request) {
        requireInScope(departmentCode);
        SpendingUnitEntity unit = units.findByIdOptional(unitCode)
                .filter(found -> found.departmentCode.equals(departmentCode))
                .orElseThrow(Problem::notFound);
        return Versions.answer(request, unit.version, SpendingUnitView.of(unit));
    }

    @PUT
    @Path(UNIT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ops")
    @Operation(summary = "Register or rename a spending unit 登记资金使用单位")
    @APIResponseSchema(SpendingUnitView.class)
    public Response putUnit(
            @PathParam("departmentCode") String departmentCode,
            @PathParam("unitCode") String unitCode,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @RequestBody(content = @Content(schema = @Schema(ref = "SpendingUnitBody"))) byte[] body)
            throws SQLException {
        requireInScope(departmentCode);
        Precondition precondition = Precondition.of(headers);
        SpendingUnitView unit = registering.unit(
                departmentCode,
                unitCode,
                UNIT_BODY.readBody(body),
                precondition,
                caller.getPrincipal().getName());
        return Versions.written(precondition, unit.version(), unit, uri.getRequestUri());
    }

    private void requireInScope(String departmentCode) {
        if (!Scope.of(caller).covers(departmentCode)) {
            throw Problem.notFound();
        }
    }
}
