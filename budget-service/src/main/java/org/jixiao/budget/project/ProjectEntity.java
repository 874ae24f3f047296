package org.jixiao.budget.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

@Entity(name = "Project")
@Table(name = "project")
@Immutable
class ProjectEntity extends ProjectColumns {

    @Id
    @Column(name = "project_code")
    String projectCode;

    long version;

    Project project() {
        return project(projectCode, version);
    }
}
