package org.jixiao.budget.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

@Entity(name = "ProjectVersion")
@Table(name = "project_history")
@IdClass(ProjectVersionEntity.Key.class)
@Immutable
class ProjectVersionEntity extends ProjectColumns {

    @Id
    @Column(name = "project_code")
    String projectCode;

    @Id
    long version;

    @Column(name = "recorded_by")
    String recordedBy;

    String cause;

    /** Names one version of one project. */
    record Key(String projectCode, long version) {}

    LedgerEntry entry() {
        return new LedgerEntry(project(projectCode, version), recordedAt, recordedBy, cause);
    }
}
