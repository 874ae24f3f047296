package org.jixiao.budget.region;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity(name = "Region")
@Table(name = "region")
class RegionEntity {

    @Id
    @Column(name = "region_code")
    String regionCode;

    @Column(nullable = false)
    String name;

    @Column(name = "parent_code")
    String parentCode;
}
