def test_x(desk):
    print(desk("list").out)
    print(desk("check"))
    print(desk("copies").out, desk("status").out)
    assert 0
