"use strict";
(function () {
  function cellOf(row, at) { return row.cells[at].dataset.sort || row.cells[at].textContent.trim(); }
  function sortBy(table, at, up) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) {
      var x = cellOf(a, at), y = cellOf(b, at);
      var n = parseFloat(x.replace(/,/g, "")), m = parseFloat(y.replace(/,/g, ""));
      var order = isNaN(n) || isNaN(m) ? x.localeCompare(y) : n - m;
      return up ? order : -order;
    });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") === "descending";
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sortBy(table, at, up);
      });
    });
  });
  document.querySelectorAll("[data-filters]").forEach(function (tools) {
    var table = document.getElementById(tools.dataset.filters);
    var box = tools.querySelector("input"), pick = tools.querySelector("select"), said = tools.querySelector("output");
    function filter() {
      var wanted = box.value.toLowerCase(), word = pick ? pick.value : "", shown = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var fits = row.textContent.toLowerCase().indexOf(wanted) >= 0 && (!word || row.dataset.word === word);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      said.textContent = shown + " shown";
    }
    tools.hidden = false;
    box.addEventListener("input", filter);
    if (pick) { pick.addEventListener("change", filter); }
  });
}());
